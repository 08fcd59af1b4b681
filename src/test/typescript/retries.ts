/** 14 to 17: attempts. */

import assert from 'node:assert/strict';
import { NonRetryableError } from '@hatchet-dev/typescript-sdk';
import { check, ended, hatchet, served, sleep, times, until } from './suite';

const flaky = served(
  hatchet.task({
    name: 'ts-flaky',
    retries: 3,
    fn: async (_input: {}, ctx) => {
      if (ctx.retryCount() < 2) {
        throw new Error('kaputt');
      }
      return { attempt: ctx.retryCount() };
    },
  }),
);

check('14 a task that fails twice succeeds at the third attempt', async () => {
  assert.deepEqual(await flaky.run({}), { attempt: 2 });
});

const hopeless = served(
  hatchet.task({
    name: 'ts-hopeless',
    retries: 3,
    fn: async (_input: {}): Promise<{}> => {
      throw new NonRetryableError('kaputt');
    },
  }),
);

check('16 a non-retryable error ends the task at its first attempt', async () => {
  const run = await (await hopeless.runNoWait({})).getWorkflowRunId();
  assert.equal((await ended(run)).run.status, 'FAILED');
  assert.equal((await times(run, 'ASSIGNED')).length, 1);
});

let aborted = false;

const slow = served(
  hatchet.task({
    name: 'ts-slow',
    executionTimeout: '1s',
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

check('17 a task beyond its time fails and its worker is told to cancel', async () => {
  const details = await ended(await (await slow.runNoWait({})).getWorkflowRunId());
  assert.equal(details.run.status, 'FAILED');
  assert.match(details.run.errorMessage ?? '', /Task exceeded timeout of 1s/);
  await until('the worker is told to cancel', async () => aborted);
});
