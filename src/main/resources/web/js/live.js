// Follows a run until it ends: by its events, or by asking now and then where there are none.

import { words } from './format.js';

const PAUSE = [300, 500, 800, 1000, 2000];

/**
 * Calls step(text) when something was heard of the run, until done() says that it is over.
 *
 * @param run the run's id, if it is known
 * @param look reads what the run is about; answers true when it is over
 */
export async function follow({ run, look, step, signal }) {
  const events = run ? listen(run, step, signal) : null;
  try {
    for (let i = 0; !signal.aborted; i += 1) {
      if (await look()) return;
      await pause(PAUSE[Math.min(i, PAUSE.length - 1)], events, signal);
    }
  } finally {
    events?.close();
  }
}

/** Says which step a run is at, and how far it is. */
export function steps(text, bar, doing, run) {
  const done = run.steps.filter((step) => step.status === 'COMPLETED').length;
  const now = run.steps.find((step) => step.status === 'RUNNING');
  bar.max = run.steps.length || 1;
  bar.value = done;
  if (now) text.textContent = `${doing}: ${words(now.step).toLowerCase()}, ${done + 1} of ${run.steps.length}…`;
}

function listen(run, step, signal) {
  const source = new EventSource(`/api/runs/${run}/events`);
  const waiting = new Set();
  const wake = () => {
    for (const callback of [...waiting]) callback();
  };
  source.addEventListener('run', (event) => {
    step(JSON.parse(event.data));
    wake();
  });
  // Without this the browser would ask again and again for a run that has ended.
  source.addEventListener('end', () => {
    source.close();
    wake();
  });
  source.onerror = () => source.close();
  signal.addEventListener('abort', () => source.close(), { once: true });
  return {
    close: () => source.close(),
    wake: (callback) => waiting.add(callback),
    forget: (callback) => waiting.delete(callback),
  };
}

function pause(milliseconds, events, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      events?.forget(end);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    events?.wake(end);
    signal.addEventListener('abort', end, { once: true });
  });
}
