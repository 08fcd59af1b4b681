import { get } from '../api.js';
import { h, replace, say } from '../dom.js';
import { plural, time } from '../format.js';
import { empty, failure, pager, table, title } from '../parts.js';
import { taskBadge } from '../tasks.js';

const PAGE = 50;
const PAUSE = 3000;

export async function show(main, { query, signal, remember }) {
  const asked = { offset: Number(query.offset) || 0 };
  const list = h('div', { class: 'card' });
  const notices = h('div', {});
  let last = '';
  const load = async () => {
    try {
      const page = await get('/api/v1/tasks', { limit: PAGE, offset: asked.offset }, signal);
      const now = JSON.stringify(page);
      // What has not changed is not drawn again: the focus and a screen reader stay where they are.
      if (now !== last) {
        last = now;
        draw(list, notices, page, turn);
        say(plural(page.total, 'task'));
      }
    } catch (problem) {
      if (!signal.aborted) replace(list, failure(problem, load));
    }
  };
  const turn = (offset) => {
    asked.offset = offset;
    remember({ offset: offset || '' });
    return load();
  };
  replace(main, title('Tasks'), notices, list);
  await load();
  const timer = setInterval(load, PAUSE);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

function draw(list, notices, page, turn) {
  replace(
    notices,
    page.configured ? h('p', { class: 'lead' }, 'Repository ', h('code', {}, page.repository)) : null,
    page.problems.length
      ? h('div', { class: `notice ${page.configured ? 'warn' : 'calm'}` }, page.problems.map((sentence) => h('p', {}, sentence)))
      : null,
  );
  if (page.total === 0) {
    replace(
      list,
      page.configured
        ? empty('No tasks', 'The tracker has none. What bd create adds appears here.')
        : empty('Nothing is set up', 'With a repository and an agent’s command, ready tasks of its Beads tracker are done here.'),
    );
    return;
  }
  replace(
    list,
    table('Tasks, the undone first', [
      { name: 'Task', cell: (one) => h('a', { href: `/tasks/${one.task_id}` }, one.task_id) },
      { name: 'Title', cell: (one) => one.title },
      { name: 'Priority', number: true, cell: (one) => one.priority ?? '–' },
      { name: 'State', cell: (one) => taskBadge(one.state) },
      { name: 'Waits for', cell: (one) => links(one.waits_for) },
      { name: 'Commit', cell: (one) => (one.commit ? h('code', {}, one.commit.slice(0, 10)) : '–') },
      { name: 'Submitted', cell: (one) => (one.submitted_at ? h('time', { datetime: one.submitted_at }, time(one.submitted_at)) : '–') },
    ], page.tasks),
    pager(page, turn),
  );
}

function links(ids) {
  if (!ids.length) return '–';
  return ids.flatMap((id, i) => [i ? ', ' : '', h('a', { href: `/tasks/${id}` }, id)]);
}
