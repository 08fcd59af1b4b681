/** What the topics share: the client, the names of checks, and waiting. */

import { Hatchet } from '@hatchet-dev/typescript-sdk';

export const PATIENCE = 90_000;
export const WORKER = 'ts-conformance';

export const hatchet = Hatchet.init();

type Check = () => Promise<void>;
type Served = ReturnType<typeof hatchet.workflow> | ReturnType<typeof hatchet.task>;

export const checks = new Map<string, Check>();

/** Workflows by the workers that serve them; the suite's main worker serves what names no other. */
export const workflows = new Map<string, Served[]>([[WORKER, []]]);

/** Names a check; the name begins with the point of the conformance list. */
export function check(name: string, run: Check) {
  if (checks.has(name)) {
    throw new Error(`two checks are named ${name}`);
  }
  checks.set(name, run);
}

/** Has a worker serve a workflow. */
export function served<T>(workflow: T, ...workers: string[]): T {
  for (const worker of workers.length ? workers : [WORKER]) {
    workflows.set(worker, [...(workflows.get(worker) ?? []), workflow as Served]);
  }
  return workflow;
}

export const sleep = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Waits for a condition, which may not be true or throw at first; gives what it gave. */
export async function until<T>(what: string, condition: () => Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE;
  let failure: unknown;
  while (Date.now() < deadline) {
    try {
      const value = await condition();
      if (value) {
        return value;
      }
    } catch (e) {
      failure = e;
    }
    await sleep(200);
  }
  throw new Error(`not within ${PATIENCE} ms: ${what}`, { cause: failure });
}

/** Waits for the end of a run; gives its details. */
export function ended(run: string) {
  return until(`run ${run} ends`, async () => {
    const details = await hatchet.runs.get(run);
    return ['QUEUED', 'RUNNING'].includes(details.run.status) ? undefined : details;
  });
}

/** Waits for a worker to have begun a run. */
export function running(run: string) {
  return until(`run ${run} begins`, async () => (await times(run, 'STARTED')).length > 0);
}

/** When the engine noted an event of that kind in a run, in order. */
export async function times(run: string, kind: string): Promise<string[]> {
  const { taskEvents } = await hatchet.runs.get(run);
  return taskEvents.filter((e) => e.eventType === kind).map((e) => e.timestamp).sort();
}

/** The workers of that name, as they are listed: one, once it has registered. */
export async function workersNamed(name: string) {
  const rows = (await hatchet.workers.list()).rows ?? [];
  return rows.filter((row) => row.name.endsWith(name));
}
