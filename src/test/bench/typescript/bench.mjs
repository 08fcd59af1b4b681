// The official TypeScript SDK in the benchmark of workers: a worker and its client in one process, commands on stdin.
import { HatchetClient } from '@hatchet-dev/typescript-sdk/v1/index.js';
import { createInterface } from 'node:readline';

const hatchet = HatchetClient.init({ log_level: 'OFF' });
const begun = new Map();

const task = hatchet.task({
  name: 'bench-typescript',
  fn: async (input) => {
    begun.set(input.n, [...(begun.get(input.n) ?? []), performance.now()]);
    return { n: input.n };
  },
});

async function sequence(first, count) {
  const answer = { dispatch: [], result: [], wrong: 0 };
  for (let n = first; n < first + count; n++) {
    const start = performance.now();
    const run = await task.runNoWait({ n });
    const output = await run.output;
    answer.result.push(performance.now() - start);
    answer.dispatch.push(begun.get(n)[0] - start);
    answer.wrong += output.n === n ? 0 : 1;
  }
  return answer;
}

async function bulk(first, count) {
  const runs = await task.runNoWait(Array.from({ length: count }, (_, i) => ({ n: first + i })));
  const outputs = await Promise.all(runs.map((run) => run.output));
  return { wrong: outputs.filter((output, i) => output.n !== first + i).length };
}

const worker = await hatchet.worker('bench-typescript', { workflows: [task], slots: 100 });
worker.start();
console.log('READY');
for await (const line of createInterface({ input: process.stdin })) {
  const { Phase, First, Count } = JSON.parse(line);
  const start = performance.now();
  const answer = await (Phase === 'sequence' ? sequence(First, Count) : bulk(First, Count));
  answer.seconds = (performance.now() - start) / 1000;
  for (let n = First; n < First + Count; n++) {
    answer.wrong += begun.get(n)?.length === 1 ? 0 : 1;
  }
  begun.clear();
  console.log(JSON.stringify(answer));
}
process.exit(0);
