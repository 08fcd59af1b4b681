/**
 * Serves the suite's workflows, runs all checks at once, and prints a line of JSON for each. Then waits for the end of
 * standard input: the checks of another SDK may still need the workers.
 */

import './connection';
import './running';
import './graphs';
import './retries';
import './cancelling';
import './children';
import './workers';
import './events';
import './schedules';
import './streams';
import { LABELS, SLOTS } from './workers';
import { PATIENCE, checks, hatchet, sleep, until, workersNamed, workflows } from './suite';

function tell(what: object) {
  process.stdout.write(`${JSON.stringify(what)}\n`);
}

async function run(name: string, check: () => Promise<void>) {
  try {
    await Promise.race([
      check(),
      sleep(2 * PATIENCE).then(() => {
        throw new Error('the check did not end');
      }),
    ]);
    tell({ check: name, passed: true });
  } catch (e) {
    const { stack, cause } = e as Error;
    tell({ check: name, passed: false, error: `${stack}${cause ? `\ncaused by ${cause}` : ''}` });
  }
}

async function main() {
  tell({ plan: [...checks.keys()] });
  for (const [name, ofWorker] of workflows) {
    const options = { workflows: ofWorker, slots: SLOTS[name] ?? 100, labels: LABELS[name] };
    const worker = await hatchet.worker(name, options);
    worker.start().catch((e) => console.error(`worker ${name}`, e));
    await until(`worker ${name} registers`, async () => (await workersNamed(name)).length > 0);
  }
  await Promise.all([...checks].map(([name, check]) => run(name, check)));
}

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
main().catch((e) => {
  console.error(e);
  process.exit(1);
});
