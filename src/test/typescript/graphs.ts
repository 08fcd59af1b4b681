/** 12 and 13: graphs of tasks. */

import assert from 'node:assert/strict';
import { ParentCondition } from '@hatchet-dev/typescript-sdk/v1/conditions/parent-condition';
import { check, ended, hatchet, served } from './suite';

const join = served(hatchet.workflow({ name: 'ts-join' }));
const left = join.task({ name: 'left', fn: async () => ({ v: 1 }) });
const right = join.task({ name: 'right', fn: async () => ({ v: 2 }) });
join.task({
  name: 'sum',
  parents: [left, right],
  fn: async (_input, ctx) => ({
    v: (await ctx.parentOutput(left)).v + (await ctx.parentOutput(right)).v,
  }),
});

check('12 a join sees the outputs of both its parents', async () => {
  assert.deepEqual(await join.run({}), { left: { v: 1 }, right: { v: 2 }, sum: { v: 3 } });
});

const broken = served(hatchet.workflow({ name: 'ts-broken' }));
const breaks = broken.task({
  name: 'a',
  fn: async (): Promise<{}> => {
    throw new Error('kaputt');
  },
});
broken.task({ name: 'b', parents: [breaks], fn: async () => ({}) });
broken.onFailure({
  name: 'mend',
  fn: async (_input, ctx) => ({ told: ctx.errors().a.includes('kaputt') }),
});

check('13 after a failed parent the child is cancelled and on-failure is told the error', async () => {
  const details = await ended(await (await broken.runNoWait({})).getWorkflowRunId());
  assert.equal(details.run.status, 'FAILED');
  const of = (name: string) => details.tasks.find((task) => task.displayName.startsWith(name));
  assert.equal(of('b-')?.status, 'CANCELLED');
  assert.deepEqual(of('on-failure')?.output, { told: true });
});

const skipping = served(hatchet.workflow({ name: 'ts-skipping' }));
const first = skipping.task({ name: 'first', fn: async () => ({ n: 1 }) });
const leftOut = skipping.task({
  name: 'left-out',
  parents: [first],
  skipIf: [new ParentCondition(first, 'output.n == 1')],
  fn: async () => ({ n: 2 }),
});
skipping.task({
  name: 'last',
  parents: [first, leftOut],
  fn: async (_input, ctx) => ({ skipped: await ctx.parentOutput<any>(leftOut) }),
});

check('13 a child of a skipped parent and one that completed runs', async () => {
  const result: any = await skipping.run({});
  assert.deepEqual(result.last, { skipped: { skipped: true } });
});
