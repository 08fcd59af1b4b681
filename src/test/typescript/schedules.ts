/** 33: runs at a time. */

import assert from 'node:assert/strict';
import { check, hatchet, served, until } from './suite';

const clock = served(
  hatchet.task({ name: 'ts-clock', fn: async (input: { by: string }) => ({ by: input.by }) }),
);

const runsOf = async (who: string) =>
  (await hatchet.runs.list({ additionalMetadata: { who }, onlyTasks: false })).rows ?? [];

check('33 a cron starts runs, is listed, and ends when deleted', async () => {
  const cron = await clock.cron('ts-every-second', '*/1 * * * * *', { by: 'cron' }, {
    additionalMetadata: { who: 'ts-cron' },
  });
  await until('the cron starts runs', async () => (await runsOf('ts-cron')).length > 1);
  const listed = await hatchet.crons.list({ workflow: clock });
  assert.deepEqual(listed.rows?.map((row) => row.metadata.id), [cron.metadata.id]);
  await hatchet.crons.delete(cron);
  assert.deepEqual((await hatchet.crons.list({ workflow: clock })).rows ?? [], []);
});

check('33 a run scheduled by REST starts when it is due', async () => {
  const due = new Date(Date.now() + 1_000);
  const made = await clock.schedule(due, { by: 'rest' }, { additionalMetadata: { who: 'ts-rest' } });
  const [run] = await until('the scheduled run', async () => {
    const rows = await runsOf('ts-rest');
    return rows[0]?.status === 'COMPLETED' ? rows : undefined;
  });
  assert.deepEqual(run.output, { by: 'rest' });
  assert.ok(Date.parse(run.createdAt) >= due.getTime() - 50, `${run.createdAt} before ${due}`);
  assert.equal((await hatchet.scheduled.get(made)).workflowRunId, run.metadata.id);
});

check('33 a run scheduled for later can be deleted', async () => {
  const made = await clock.schedule(new Date(Date.now() + 86_400_000), { by: 'nobody' });
  await hatchet.scheduled.delete(made);
  await assert.rejects(hatchet.scheduled.get(made), /404/);
});
