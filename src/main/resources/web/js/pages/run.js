import { get, post } from '../api.js';
import { h, replace, say } from '../dom.js';
import { time } from '../format.js';
import { arranged, graph } from '../graph.js';
import { confirmed, definitions, failure, table, title } from '../parts.js';
import { RUN_STATES, duration, hasEnded, runBadge, runTable, shortId } from '../runs.js';

const PAUSE = 1500;
const QUIET = 4;

export async function show(main, { id, signal }) {
  const head = h('div', {});
  const said = h('div', {});
  const steps = h('section', { class: 'card' });
  const children = h('div', {});
  const log = h('div', {});
  replace(main, h('p', { class: 'crumb' }, h('a', { href: '/runs' }, 'Runs')), head, said, steps, children, log);
  let shown = '';
  let shownAround = '';
  let quiet = 0;
  let last = '';
  const look = async () => {
    const run = await get(`/api/runs/${id}`, null, signal);
    const now = JSON.stringify(run);
    if (now !== shown) {
      if (shown) say(`Run: ${RUN_STATES[run.status]?.word ?? run.status}`);
      shown = now;
      replace(head, heading(run, () => act(run, said, look)));
      replace(steps, drawn(run));
    }
    // A run that has ended may be run again; what it has logged last comes a moment after its end.
    quiet = hasEnded(run) && now === last ? quiet + 1 : 0;
    last = now;
    if (quiet < QUIET) await around();
  };
  const around = async () => {
    const [started, lines] = await Promise.all([
      get(`/api/runs/${id}/children`, null, signal),
      get(`/api/runs/${id}/logs`, null, signal),
    ]);
    const now = JSON.stringify([started, lines]);
    if (now === shownAround) return;
    shownAround = now;
    replace(children, started.runs.length ? h('section', { class: 'card' }, h('h2', {}, 'Runs that it has started'), runTable('Runs that it has started, the newest first', started.runs)) : null);
    replace(log, logged(lines.lines));
  };
  await look();
  const timer = setInterval(() => look().catch(() => {}), PAUSE);
  signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}

function heading(run, action) {
  return [
    title(run.workflow, h('button', { type: 'button', onclick: action }, hasEnded(run) ? 'Run it again' : 'Cancel')),
    definitions([
      ['Run', h('code', {}, run.workflow_run_id)],
      ['Status', runBadge(run.status)],
      ['Asked for', h('time', { datetime: run.created_at }, time(run.created_at))],
      ['Took', duration(run.seconds)],
      ...(run.parent_run_id ? [['Started by', h('a', { href: `/runs/${run.parent_run_id}` }, h('code', {}, shortId(run.parent_run_id)))]] : []),
    ]),
    run.error && run.status === 'failed' ? h('div', { class: 'notice bad' }, h('p', {}, run.error)) : null,
  ];
}

async function act(run, said, look) {
  const ended = hasEnded(run);
  const question = ended
    ? 'Run it again? Its steps are done once more, with the same input.'
    : 'Cancel this run? Steps at work are interrupted, and those after them do not begin.';
  if (!(await confirmed(question, ended ? 'Run it again' : 'Cancel the run', ended ? 'Leave it' : 'Let it go on'))) return;
  try {
    await post(`/api/runs/${run.workflow_run_id}/${ended ? 'replay' : 'cancel'}`, {});
    replace(said);
    await look();
  } catch (problem) {
    replace(said, failure(problem));
  }
}

function drawn(run) {
  return [
    h('h2', {}, 'Steps'),
    graph(run.steps),
    table('Steps of the run', [
      { name: 'Step', cell: (one) => one.step },
      { name: 'Status', cell: (one) => runBadge(one.status) },
      { name: 'Waits for', cell: (one) => one.parents.join(', ') || '–' },
      { name: 'Began', cell: (one) => (one.started_at ? h('time', { datetime: one.started_at }, clock(one.started_at)) : '–') },
      { name: 'Took', number: true, cell: (one) => duration(one.seconds) },
      { name: 'Attempt', number: true, cell: (one) => (one.started_at ? one.attempt : '–') },
      { name: 'Why it failed', cell: (one) => one.error ?? '–' },
    ], arranged(run.steps).flat()),
  ];
}

function logged(lines) {
  if (!lines.length) return null;
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'Log'),
    h(
      'pre',
      { class: 'console', tabindex: '0', 'aria-label': 'Log of the steps' },
      lines.map((line) => `${clock(line.at)} ${line.level} ${line.step}${line.attempt > 1 ? ` (attempt ${line.attempt})` : ''}: ${line.message}\n`),
    ),
  );
}

const exact = new Intl.DateTimeFormat('en-US', { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3, hour12: false });
const clock = (text) => exact.format(new Date(text));
