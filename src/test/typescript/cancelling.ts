/** 20 and 21: cancel and replay. */

import assert from 'node:assert/strict';
import { check, ended, hatchet, running, served, sleep, until } from './suite';

let aborted = false;

const held = served(
  hatchet.task({
    name: 'ts-held',
    fn: async (_input: {}, ctx) => {
      ctx.abortController.signal.addEventListener('abort', () => {
        aborted = true;
      });
      while (!ctx.cancelled) {
        await sleep(100);
      }
      return {};
    },
  }),
);

check('20 a running task is cancelled and its worker told', async () => {
  const run = await (await held.runNoWait({})).getWorkflowRunId();
  await running(run);
  await hatchet.runs.cancel({ ids: [run] });
  assert.equal((await ended(run)).run.status, 'CANCELLED');
  await until('the worker is told to cancel', async () => aborted);
});

const secondTime = served(
  hatchet.task({
    name: 'ts-second-time',
    fn: async (_input: {}, ctx) => {
      if (ctx.retryCount() === 0) {
        throw new Error('kaputt');
      }
      return { attempt: ctx.retryCount() };
    },
  }),
);

check('21 a failed run is replayed with the next attempt', async () => {
  const run = await (await secondTime.runNoWait({})).getWorkflowRunId();
  assert.equal((await ended(run)).run.status, 'FAILED');
  await hatchet.runs.replay({ ids: [run] });
  const details = await until('the replayed run completes', async () => {
    const now = await hatchet.runs.get(run);
    return now.run.status === 'COMPLETED' ? now : undefined;
  });
  assert.deepEqual(details.tasks[0].output, { attempt: 1 });
});
