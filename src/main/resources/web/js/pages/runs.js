import { get } from '../api.js';
import { h, replace, say } from '../dom.js';
import { count, plural } from '../format.js';
import { empty, failure, field, pagesPager, select, table, title } from '../parts.js';
import { RUN_STATES, duration, runTable } from '../runs.js';

const PAGE = 50;
const PAUSE = 3000;
const COUNTED_EVERY = 5;
const TIMES = [['1', 'Last hour'], ['24', 'Last day'], ['168', 'Last week'], ['720', 'Last 30 days']];

export async function show(main, { query, signal, remember }) {
  const asked = { workflow: query.workflow ?? '', status: query.status ?? '', hours: query.hours ?? '24', offset: Number(query.offset) || 0 };
  const numbers = h('section', { class: 'card' });
  const filters = h('form', { class: 'filters', role: 'search', 'aria-label': 'Runs', onsubmit: (event) => event.preventDefault() });
  const list = h('div', { class: 'card' });
  let last = '';
  let shownNumbers = '';
  const load = async () => {
    try {
      const page = await get('/api/runs', { ...asked, limit: PAGE }, signal);
      const now = JSON.stringify(page);
      // What has not changed is not drawn again: the focus and a screen reader stay where they are.
      if (now === last) return;
      last = now;
      replace(list, rows(page, asked), pagesPager(page, turn));
    } catch (problem) {
      last = '';
      if (!signal.aborted) replace(list, failure(problem, load));
    }
  };
  const turn = async (offset) => {
    asked.offset = offset;
    remember({ ...asked, offset: offset || '', hours: asked.hours === '24' ? '' : asked.hours });
    await load();
    say(list.querySelector('table') ? plural(list.querySelectorAll('tbody tr').length, 'run') : 'No runs');
  };
  const choose = (name) => (event) => {
    asked[name] = event.target.value;
    return name === 'hours' ? Promise.all([look(), turn(0)]) : turn(0);
  };
  const look = async () => {
    try {
      const all = await get('/api/workflows', { hours: asked.hours }, signal);
      const { since, ...rest } = all;
      const now = JSON.stringify(rest);
      if (now === shownNumbers) return;
      shownNumbers = now;
      draw(numbers, all, only);
      fill(all.workflows.map((one) => one.workflow));
    } catch (problem) {
      shownNumbers = '';
      if (!signal.aborted) replace(numbers, failure(problem, look));
    }
  };
  const only = (workflow) => {
    asked.workflow = workflow;
    filters.querySelector('select').value = workflow;
    return turn(0);
  };
  const known = new Set();
  const fill = (names) => {
    if (filters.firstChild && names.every((name) => known.has(name))) return;
    names.forEach((name) => known.add(name));
    if (asked.workflow) known.add(asked.workflow);
    replace(
      filters,
      field('Workflow', select([['', 'All'], ...[...known].sort().map((name) => [name, name])], asked.workflow, choose('workflow'))),
      field('Status', select([['', 'Any'], ...Object.entries(RUN_STATES).map(([key, state]) => [key, state.word])], asked.status, choose('status'))),
      field('Since', select(TIMES, asked.hours, choose('hours'))),
    );
  };
  fill([]);
  replace(main, title('Runs'), numbers, filters, list);
  await Promise.all([look(), load()]);
  let rounds = 0;
  const timer = setInterval(() => {
    rounds += 1;
    load();
    if (rounds % COUNTED_EVERY === 0) look();
  }, PAUSE);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

function draw(place, { workflows, runs, all }, only) {
  if (!workflows.length) {
    replace(place, h('h2', {}, 'Workflows'), h('p', { class: 'hint' }, 'Nothing has run in this time.'));
    return;
  }
  replace(
    place,
    h('h2', {}, 'Workflows'),
    all ? null : h('p', { class: 'hint' }, `Of the newest ${count(runs)} runs.`),
    table('How each workflow’s runs went', [
      { name: 'Workflow', cell: (one) => h('button', { type: 'button', class: 'link', onclick: () => only(one.workflow), 'aria-label': `Only runs of ${one.workflow}` }, one.workflow) },
      { name: 'Runs', number: true, cell: (one) => count(one.runs) },
      { name: 'Not ended', number: true, cell: (one) => count(one.open) },
      { name: 'Failed', number: true, cell: (one) => count(one.failed) },
      { name: 'Success rate', number: true, cell: (one) => rate(one.success_rate) },
      { name: 'Median', number: true, cell: (one) => duration(one.seconds?.median) },
      { name: '95 of 100 within', number: true, cell: (one) => duration(one.seconds?.p95) },
      { name: 'Longest', number: true, cell: (one) => duration(one.seconds?.longest) },
    ], workflows),
  );
}

function rate(share) {
  if (share === null) return '–';
  const tone = share === 1 ? 'good' : share >= 0.95 ? 'warn' : 'bad';
  return h('span', { class: `badge ${tone}` }, `${count(Math.round(share * 1000) / 10)} %`);
}

function rows(page, asked) {
  if (page.runs.length) return runTable('Runs, the newest first', page.runs);
  return asked.workflow || asked.status
    ? empty('Nothing found', 'No run of this workflow stands so in this time. Look for any status, or further back.')
    : empty('No runs yet', 'What an application, a document, a message or an event starts appears here.');
}
