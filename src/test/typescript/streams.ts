/** 35 and 36: what a task tells while it runs. */

import assert from 'node:assert/strict';
import { check, hatchet, served, sleep, until } from './suite';

const heard: string[] = [];

const streaming = served(
  hatchet.task({
    name: 'ts-streaming',
    fn: async (_input: {}, ctx) => {
      // What is sent before anybody listens is not kept.
      while (!heard.length) {
        await ctx.putStream('anybody?');
        await sleep(100);
      }
      for (let n = 0; n < 50; n++) {
        await ctx.putStream(`chunk ${n};`);
      }
      // This SDK does not wait until a chunk is taken: it could come after the end of the task.
      while (!heard.includes('chunk 49;')) {
        await sleep(100);
      }
      return {};
    },
  }),
);

check('35 fifty chunks come in order, and the stream ends with the run', async () => {
  const run = await (await streaming.runNoWait({})).getWorkflowRunId();
  for await (const chunk of hatchet.runs.subscribeToStream(run)) {
    heard.push(chunk);
  }
  assert.equal(heard[0], 'anybody?');
  assert.deepEqual(heard.slice(-50), Array.from({ length: 50 }, (_, n) => `chunk ${n};`));
});

const logging = served(
  hatchet.task({
    name: 'ts-logging',
    retries: 1,
    fn: async (_input: {}, ctx) => {
      for (let n = 0; n < 10; n++) {
        await ctx.logger.warn(`line ${n}`);
      }
      if (ctx.retryCount() === 0) {
        throw new Error('kaputt');
      }
      return {};
    },
  }),
);

check('36 all log lines are listed, with their levels and attempts', async () => {
  const run = await (await logging.runNoWait({})).getWorkflowRunId();
  const lines = await until('all lines are there', async () => {
    const rows = (await hatchet.logs.list(run, { limit: 100 })).rows ?? [];
    const ours = rows.filter((row) => row.message.startsWith('line '));
    return ours.length >= 20 ? ours : undefined;
  });
  const told = lines.map((line) => `${line.retryCount} ${line.level} ${line.message}`).sort();
  const expected = [0, 1].flatMap((a) => Array.from({ length: 10 }, (_, n) => `${a} WARN line ${n}`));
  assert.deepEqual(told, expected.sort());
});
