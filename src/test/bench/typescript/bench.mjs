// The official TypeScript SDK in the benchmark of workers: a worker and its client in one process, commands on stdin.
import { HatchetClient } from '@hatchet-dev/typescript-sdk/v1/index.js';
import { createInterface } from 'node:readline';

const hatchet = HatchetClient.init({ log_level: 'OFF' });
const begun = new Map();

const task = hatchet.task({
  name: 'bench-typescript',
  fn: async (input) => {
    begun.set(input.n, performance.now());
    return { n: input.n };
  },
});

const percentile = (values, p) => values.sort((x, y) => x - y)[Math.floor(p * (values.length - 1))];

async function sequence(first, count) {
  const dispatch = [];
  const result = [];
  for (let n = first; n < first + count; n++) {
    const start = performance.now();
    const run = await task.runNoWait({ n });
    await run.output;
    result.push(performance.now() - start);
    dispatch.push(begun.get(n) - start);
  }
  return {
    dispatch50: percentile(dispatch, 0.5),
    dispatch99: percentile(dispatch, 0.99),
    result50: percentile(result, 0.5),
    result99: percentile(result, 0.99),
  };
}

async function bulk(first, count) {
  const start = performance.now();
  const runs = await task.runNoWait(Array.from({ length: count }, (_, i) => ({ n: first + i })));
  await Promise.all(runs.map((run) => run.output));
  return { seconds: (performance.now() - start) / 1000 };
}

const worker = await hatchet.worker('bench-typescript', { workflows: [task], slots: 100 });
worker.start();
console.log('READY');
for await (const line of createInterface({ input: process.stdin })) {
  const { Phase, First, Count } = JSON.parse(line);
  console.log(JSON.stringify(await (Phase === 'sequence' ? sequence(First, Count) : bulk(First, Count))));
}
process.exit(0);
