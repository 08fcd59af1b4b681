/** 9 to 11: runs and their results. */

import assert from 'node:assert/strict';
import { check, ended, hatchet, served, until } from './suite';

export const greet = served(
  hatchet.task({
    name: 'ts-greet',
    fn: async (input: { name: string }) => ({ hello: input.name }),
  }),
);

check('9 a task run gives its output, and its id is that of the run', async () => {
  assert.deepEqual(await greet.run({ name: 'Ada' }), { hello: 'Ada' });
  const run = await (await greet.runNoWait({ name: 'Bob' })).getWorkflowRunId();
  const details = await ended(run);
  assert.deepEqual(details.tasks.map((task) => task.taskExternalId), [run]);
});

check("10 a client starts another language's task", async () => {
  await until('the Python worker serves py-greet', async () => {
    const { rows } = await hatchet.workflows.list({ name: 'py-greet' });
    return rows?.some((row) => row.name === 'py-greet');
  });
  assert.deepEqual(await hatchet.run('py-greet', { name: 'TypeScript' }), {
    'py-greet': { hello: 'TypeScript' },
  });
});

check('11 an unknown workflow is refused by name', async () => {
  await assert.rejects(
    hatchet.runNoWait('ts-nobody', {}),
    /workflow names not found: ts-nobody/,
  );
});
