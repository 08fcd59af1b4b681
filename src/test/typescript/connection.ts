/** 1 to 3: a worker connects with nothing but a token. */

import assert from 'node:assert/strict';
import { Hatchet } from '@hatchet-dev/typescript-sdk';
import { WORKER, check, hatchet, served, until, workersNamed } from './suite';

const connected = served(
  hatchet.task({
    name: 'ts-connected',
    fn: async (_input: {}, ctx) => ({ worker: ctx.worker.id() }),
  }),
);

check('1 a worker registers with a token alone', async () => {
  const worker = await until('the worker is active', async () =>
    (await workersNamed(WORKER)).find((row) => row.status === 'ACTIVE'),
  );
  assert.deepEqual(await connected.run({}), { worker: worker.metadata.id });
});

check('2 a wrong token is refused by gRPC and REST', async () => {
  const token = `${hatchet.config.token.slice(0, -8)}AAAAAAAA`;
  const stranger = Hatchet.init({ token });
  await assert.rejects(stranger.events.push('ts:wrong', {}), /UNAUTHENTICATED|invalid auth token/);
  await assert.rejects(stranger.workers.list(), /40[13]/);
});

check('3 one worker for each process, with slots by type', async () => {
  const workers = await workersNamed(WORKER);
  assert.equal(workers.length, 1);
  assert.equal(workers[0].slotConfig?.default.limit, 100);
});
