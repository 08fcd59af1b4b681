/** 26 to 28 and 34: which of several workers gets a task, and when. */

import assert from 'node:assert/strict';
import { Priority, StickyStrategy } from '@hatchet-dev/typescript-sdk';
import { WorkerLabelComparator } from '@hatchet-dev/typescript-sdk/v1/task';
import { check, ended, hatchet, running, served, sleep, workersNamed } from './suite';

const NORTH = 'ts-north';
const SOUTH = 'ts-south';
const SINGLE = 'ts-single';

export const LABELS: Record<string, Record<string, string | number>> = {
  [NORTH]: { side: 'north', memory: 100 },
  [SOUTH]: { side: 'south', memory: 200 },
};

export const SLOTS: Record<string, number> = { [SINGLE]: 1 };

const where = async (_input: {}, ctx: any) => ({ worker: ctx.worker.id() as string });

const required = served(
  hatchet.task({
    name: 'ts-required',
    desiredWorkerLabels: { side: { value: 'south', required: true } },
    fn: where,
  }),
  NORTH,
  SOUTH,
);

const sixTimes = (task: { run(input: {}): Promise<{ worker: string }> }) =>
  Promise.all(Array.from({ length: 6 }, () => task.run({})));

async function idOf(worker: string) {
  return (await workersNamed(worker))[0].metadata.id;
}

check('26 a required label decides which worker runs a task', async () => {
  const south = await idOf(SOUTH);
  const ran = await sixTimes(required);
  assert.deepEqual(ran, Array.from({ length: 6 }, () => ({ worker: south })));
});

const weighted = served(
  hatchet.task({
    name: 'ts-weighted',
    desiredWorkerLabels: {
      side: { value: 'north', weight: 10 },
      memory: { value: 150, weight: 100, comparator: WorkerLabelComparator.GREATER_THAN },
    },
    fn: where,
  }),
  NORTH,
  SOUTH,
);

const anywhere = served(hatchet.task({ name: 'ts-anywhere', fn: where }), NORTH, SOUTH);

check('27 the wish of more weight decides, and without wishes workers take turns', async () => {
  const [north, south] = [await idOf(NORTH), await idOf(SOUTH)];
  for (let i = 0; i < 4; i++) {
    assert.deepEqual(await weighted.run({}), { worker: south });
  }
  const ran = await sixTimes(anywhere);
  assert.deepEqual([...new Set(ran.map((run) => run.worker))].sort(), [north, south].sort());
});

const sticky = served(
  hatchet.workflow({ name: 'ts-sticky', sticky: StickyStrategy.HARD }),
  NORTH,
  SOUTH,
);
const one = sticky.task({ name: 'one', fn: where });
const two = sticky.task({ name: 'two', parents: [one], fn: where });
sticky.task({
  name: 'three',
  parents: [two],
  fn: async (input: {}, ctx: any) => {
    // Not stickyChild.run, with which this SDK does not send the worker.
    const child = await ctx.runChild(stickyChild, {}, { sticky: true });
    return { ...(await where(input, ctx)), child: child.worker };
  },
});

const stickyChild = served(
  hatchet.task({ name: 'ts-sticky-child', sticky: StickyStrategy.HARD, fn: where }),
  NORTH,
  SOUTH,
);

check("28 a sticky run's tasks, and its sticky child, are of one worker", async () => {
  for (let i = 0; i < 3; i++) {
    const result: any = await sticky.run({});
    const { worker } = result.one;
    assert.deepEqual(result, { one: { worker }, two: { worker }, three: { worker, child: worker } });
  }
});

const order: number[] = [];
let open = false;

const blocker = served(
  hatchet.task({
    name: 'ts-blocker',
    fn: async () => {
      while (!open) {
        await sleep(50);
      }
      return {};
    },
  }),
  SINGLE,
);

const ranked = served(
  hatchet.task({
    name: 'ts-ranked',
    fn: async (input: { rank: number }) => {
      order.push(input.rank);
      return {};
    },
  }),
  SINGLE,
);

check('34 what has more priority goes first', async () => {
  const block = await (await blocker.runNoWait({})).getWorkflowRunId();
  await running(block);
  const runs: string[] = [];
  for (const priority of [Priority.LOW, Priority.HIGH, Priority.LOW, Priority.HIGH]) {
    const ref = await ranked.runNoWait({ rank: priority }, { priority });
    runs.push(await ref.getWorkflowRunId());
  }
  open = true;
  await Promise.all(runs.map(ended));
  assert.deepEqual(order, [3, 3, 1, 1]);
});
