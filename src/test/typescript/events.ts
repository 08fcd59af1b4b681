/** 32: events start runs. */

import assert from 'node:assert/strict';
import { check, ended, hatchet, served, until } from './suite';

const ordered = served(
  hatchet.task({
    name: 'ts-ordered',
    onEvents: ['ts-order:*'],
    fn: async (input: { id: number }, ctx) => ({ id: input.id, metadata: ctx.additionalMetadata() }),
  }),
);

const filtered = served(
  hatchet.task({
    name: 'ts-filtered',
    onEvents: ['ts-filtered'],
    fn: async (input: { n: number }, ctx) => ({ n: input.n, payload: ctx.filterPayload() as any }),
  }),
);

async function outputsOf(event: string) {
  const rows = await until(`event ${event} starts a run`, async () => {
    const { rows } = await hatchet.runs.list({ triggeringEventExternalId: event, onlyTasks: false });
    return rows?.length ? rows : undefined;
  });
  return Promise.all(rows.map(async (row) => (await ended(row.metadata.id)).tasks[0].output as any));
}

check('32 an event starts the runs that its key matches', async () => {
  const { eventId } = await hatchet.events.push(
    'ts-order:created',
    { id: 7 },
    { additionalMetadata: { who: 'me' } },
  );
  const [output] = await outputsOf(eventId);
  assert.equal(output.id, 7);
  assert.equal(output.metadata.who, 'me');
  assert.equal(output.metadata.hatchet__event_id, eventId);
});

check('32 a filter lets through what it is true of, and gives its payload', async () => {
  const workflow = await filtered.get();
  const made = await hatchet.filters.create({
    workflowId: workflow.metadata.id,
    scope: 'big',
    expression: 'input.n > 5.0',
    payload: { limit: 5 },
  });
  const small = await hatchet.events.push('ts-filtered', { n: 1 }, { scope: 'big' });
  const big = await hatchet.events.push('ts-filtered', { n: 9 }, { scope: 'big' });
  assert.deepEqual(await outputsOf(big.eventId), [{ n: 9, payload: { limit: 5 } }]);
  const { rows } = await hatchet.runs.list({ triggeringEventExternalId: small.eventId });
  assert.deepEqual(rows ?? [], []);
  await hatchet.filters.delete(made.metadata.id);
});
