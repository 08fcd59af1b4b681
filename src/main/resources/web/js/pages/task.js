import { get, newKey, post } from '../api.js';
import { h, replace, say } from '../dom.js';
import { time, words } from '../format.js';
import { definitions, failure, title } from '../parts.js';
import { consoleBox, patch, taskBadge } from '../tasks.js';

const PAUSE = 2000;

export async function show(main, { id, signal }) {
  const head = h('div', {});
  const newest = h('div', { 'aria-live': 'polite' });
  const earlier = h('div', {});
  const said = h('div', {});
  replace(main, h('p', { class: 'crumb' }, h('a', { href: '/tasks' }, 'Tasks')), head, said, newest, earlier);
  let shown = '';
  let live = null;
  const look = async () => {
    const task = await get(`/api/v1/tasks/${id}`, null, signal);
    const [run, ...before] = task.runs;
    const details = run ? await get(`/api/v1/task-runs/${run.task_run_id}`, null, signal) : null;
    const now = JSON.stringify([task, details]);
    if (now === shown) return;
    shown = now;
    replace(head, heading(task, () => begin(id, said, look)));
    if (details) {
      if (details.status === 'running' && live?.run !== details.task_run_id) {
        live?.close();
        live = follow(details.task_run_id, signal);
      }
      replace(newest, runCard('Newest run', details, details.status === 'running' ? live : null));
      say(`Run ${details.status}`);
    }
    replace(earlier, before.length ? history(before) : null);
  };
  await look();
  const timer = setInterval(() => look().catch(() => {}), PAUSE);
  signal.addEventListener('abort', () => {
    clearInterval(timer);
    live?.close();
  }, { once: true });
}

function heading(task, start) {
  const active = task.status === 'submitted' || task.status === 'running';
  const open = task.tracker_status && task.tracker_status !== 'closed' && task.tracker_status !== 'tombstone';
  return [
    title(task.title, open && !active ? h('button', { type: 'button', class: 'main', onclick: start }, task.runs.length ? 'Do it again' : 'Do it now') : null),
    definitions([
      ['Task', task.task_id],
      ['Tracker', task.tracker_status ?? 'not there'],
      ['Priority', task.priority ?? '–'],
      ['State', task.status ? taskBadge(task.status) : '–'],
    ]),
    task.failure ? h('div', { class: 'notice bad' }, h('p', {}, task.failure)) : null,
    task.text ? h('details', { class: 'card' }, h('summary', {}, 'Text'), h('pre', { class: 'console' }, task.text)) : null,
  ];
}

async function begin(id, said, look) {
  try {
    await post(`/api/v1/tasks/${id}/run`, {}, newKey());
    replace(said);
    await look();
  } catch (problem) {
    replace(said, failure(problem));
  }
}

function runCard(heading, run, live) {
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, heading, ' ', taskBadge(run.status)),
    definitions([
      ['Run', h('code', {}, run.task_run_id)],
      ['Started', time(run.created_at)],
      ['Agent', run.agent.seconds === null ? '–' : `${run.agent.seconds} s, exit code ${run.agent.exit_code}`],
      ['Commit', run.commit ? h('code', {}, run.commit.slice(0, 12)) : '–'],
    ]),
    live ? [live.steps, h('h3', {}, 'Output as it comes'), live.box] : null,
    run.failure && run.status === 'failed' ? h('div', { class: 'notice bad' }, h('pre', { class: 'console' }, run.failure)) : null,
    run.gates.length ? [h('h3', {}, 'Gates'), gates(run.gates)] : null,
    run.patch ? [h('h3', {}, 'Patch'), patch(run.patch)] : null,
    run.agent.output && !live ? h('details', {}, h('summary', {}, 'Output of the agent'), h('pre', { class: 'console' }, run.agent.output)) : null,
  );
}

function gates(all) {
  return h(
    'table',
    { class: 'list' },
    h('caption', { class: 'hidden' }, 'Quality gates in their order'),
    h('thead', {}, h('tr', {}, ['Gate', 'Phase', 'Result', 'Seconds', 'Output'].map((name) => h('th', { scope: 'col' }, name)))),
    h('tbody', {}, all.map((gate) =>
      h(
        'tr',
        {},
        h('th', { scope: 'row', 'data-name': 'Gate' }, gate.name),
        h('td', { 'data-name': 'Phase' }, words(gate.phase)),
        h('td', { 'data-name': 'Result' }, taskBadge(gate.status)),
        h('td', { 'data-name': 'Seconds' }, gate.seconds),
        h('td', { 'data-name': 'Output' }, gate.output ? h('details', { open: gate.status !== 'passed' }, h('summary', {}, `Exit code ${gate.exit_code}`), h('pre', { class: 'console' }, gate.output)) : '–'),
      ))),
  );
}

function history(runs) {
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, 'Earlier runs'),
    runs.map((run) => {
      const place = h('div', {});
      const open = async (event) => {
        if (event.target.open && !place.firstChild) {
          try {
            replace(place, runCard('Run', await get(`/api/v1/task-runs/${run.task_run_id}`)));
          } catch (problem) {
            replace(place, failure(problem));
          }
        }
      };
      return h('details', { ontoggle: open }, h('summary', {}, time(run.created_at), ' ', taskBadge(run.status)), place);
    }),
  );
}

/** The output and the steps of a run, as the engine tells them. */
function follow(run, signal) {
  const output = consoleBox('Output as it comes');
  const steps = h('p', { class: 'hint' });
  const chunks = new EventSource(`/api/runs/${run}/stream`);
  chunks.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.chunk) output.add(event.chunk);
    if (event.last) chunks.close();
  };
  const states = new EventSource(`/api/runs/${run}/events`);
  states.addEventListener('run', (message) => {
    const { steps: all } = JSON.parse(message.data);
    steps.textContent = all.map((step) => `${step.step}: ${words(step.status.toLowerCase())}`).join(' · ');
  });
  states.addEventListener('end', () => states.close());
  states.onerror = () => states.close();
  const close = () => {
    chunks.close();
    states.close();
  };
  signal.addEventListener('abort', close, { once: true });
  return { run, box: output.box, steps, close };
}
