/** 23 to 25: runs started by a task. */

import assert from 'node:assert/strict';
import { check, ended, hatchet, served } from './suite';

const child = served(
  hatchet.task({ name: 'ts-child', fn: async (input: { n: number }) => ({ n: input.n }) }),
);

const parent = served(
  hatchet.task({
    name: 'ts-parent',
    retries: 1,
    fn: async (_input: {}, ctx) => {
      const runs = await child.runNoWait(Array.from({ length: 10 }, (_, n) => ({ n })));
      const ids = await Promise.all(runs.map((run) => run.getWorkflowRunId()));
      if (ctx.retryCount() === 0) {
        throw new Error('kaputt');
      }
      return { ids };
    },
  }),
);

check('23 a parent that is tried again finds its children and makes no others', async () => {
  const run = await (await parent.runNoWait({})).getWorkflowRunId();
  const { ids } = (await ended(run)).tasks[0].output as { ids: string[] };
  const listed = await hatchet.runs.list({ parentTaskExternalId: run, onlyTasks: false });
  assert.equal(ids.length, 10);
  assert.deepEqual(listed.rows?.map((row) => row.metadata.id).sort(), [...ids].sort());
});

const keyedParent = served(
  hatchet.task({
    name: 'ts-keyed-parent',
    fn: async (_input: {}, _ctx) => {
      const ids: string[] = [];
      for (const [n, childKey] of [[1, 'same'], [2, 'same'], [3, 'other']] as const) {
        const run = await child.runNoWait({ n }, { childKey });
        ids.push(await run.getWorkflowRunId());
      }
      return { ids };
    },
  }),
);

check('24 a child with the same key is the same run', async () => {
  const { ids: [first, second, other] } = await keyedParent.run({});
  assert.equal(first, second);
  assert.notEqual(second, other);
});

const metadataChild = served(
  hatchet.task({
    name: 'ts-metadata-child',
    fn: async (_input: {}, ctx) => ({ metadata: ctx.additionalMetadata() }),
  }),
);

const metadataParent = served(
  hatchet.task({
    name: 'ts-metadata-parent',
    fn: async (_input: {}, _ctx) => metadataChild.run({}, { additionalMetadata: { own: '1' } }),
  }),
);

check("25 a child has its parent's metadata, and its parent's id", async () => {
  const ref = await metadataParent.runNoWait({}, { additionalMetadata: { who: 'me' } });
  const run = await ref.getWorkflowRunId();
  const { metadata } = (await ended(run)).tasks[0].output as { metadata: Record<string, string> };
  assert.equal(metadata.who, 'me');
  assert.equal(metadata.own, '1');
  assert.equal(metadata.hatchet__parent_workflow_run_id, run);
});
