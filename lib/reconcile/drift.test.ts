import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import type { Effect } from '#lib/projections/record-effects.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { type Fetched, recordDrift } from './drift.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 1 });
});
afterAll(() => sql.end());

const [RUN, ENTITY] = [randomUUID(), randomUUID()];
const FETCHED: Fetched = {
  by: { run: RUN, scope: 'full' },
  provider: 'flexport',
  since: '2026-03-01T00:00:00.000Z',
  changedAt: null,
  cause: 'silent',
};

const effect = (field: string, before: unknown, after: unknown, part: Effect['part'] = null): Effect =>
  ({ eventId: randomUUID(), entityType: 'shipment', entityId: ENTITY, part, field, before, after }) as Effect;
const milestone = (code: string, legId: string | null): Effect['part'] =>
  ({ type: 'milestone', code, classifier: 'ACT', legId, containerId: null }) as Effect['part'];
const time = (occurredText: string) => ({ occurredText, precision: 'time', place: null, reason: null, flag: null });

/** Records batches of effects of one run, one transaction after the other, and returns the drift: field, before, after, cause. */
async function driftAfter(...batches: Effect[][]): Promise<unknown[]> {
  for (const effects of batches) {
    const fetched = new Map(effects.map(({ eventId }) => [eventId, FETCHED]));
    await sql.begin((tx) => recordDrift(tx, { effects, fetched }));
  }
  const rows =
    await sql`select field, previous_value as before, source_value as after, cause from drift order by field, cause`;
  return rows.map(({ field, before, after, cause }) => [field, before, after, cause]);
}

beforeEach(async () => {
  await sql`truncate drift, facts, effects, events, deliveries`;
});

describe('a value that changes several times in one run', () => {
  const toTruck = effect('mode', 'air', 'truck');
  const back = effect('mode', 'truck', 'air');

  it.each([
    ['one transaction', [[toTruck, back]]],
    ['two transactions', [[toTruck], [back]]],
  ])('is no drift if it ends as it began, in %s', async (_how, batches) => {
    expect(await driftAfter(...batches)).toEqual([]);
  });

  it.each([
    ['one transaction', [[toTruck, effect('mode', 'truck', 'rail')]]],
    ['two transactions', [[toTruck], [effect('mode', 'truck', 'rail')]]],
  ])('is one row, from what it was before to what it is after, in %s', async (_how, batches) => {
    expect(await driftAfter(...batches)).toEqual([['mode', 'air', 'rail', 'silent_change']]);
  });

  it('is not mistaken for another value of that name', async () => {
    const [first, second] = [milestone('DOCUMENT_ADDED', null), milestone('DOCUMENT_ADDED', null)];
    const days = ['2026-03-01T08:00:00Z', '2026-03-02T08:00:00Z', '2026-03-05T08:00:00Z', '2026-03-06T08:00:00Z'];
    const [a, b, c, d] = days.map(time);
    const found = await driftAfter([effect('time', a, b, first)], [effect('time', c, d, second)]);
    expect(found).toHaveLength(2);
  });
});

describe('what only follows from another value', () => {
  it('is not listed: the arrival of the shipment, and a milestone that its leg states now', async () => {
    const found = await driftAfter([
      effect('arrived', time('2026-03-01T12:00:00Z'), time('2026-03-01T10:00:00Z')),
      effect('time', null, time('2026-03-01T10:00:00Z'), milestone('ARRIVED', randomUUID())),
      effect('time', time('2026-03-01T12:00:00Z'), null, milestone('ARRIVED', null)),
    ]);
    expect(found).toEqual([['time', null, time('2026-03-01T10:00:00Z'), 'completed']]);
  });

  it('is not listed: what states an object that was not shown at all, which is one value', async () => {
    const document = { entityType: 'document' } as const;
    const step: Effect['part'] = { type: 'step', code: 'UPLOADED', instance: '' } as Effect['part'];
    const link = { type: 'shipment', id: ENTITY } as Effect['part'];
    const found = await driftAfter([
      { ...effect('added', null, 'HBL-1'), ...document },
      { ...effect('time', null, time('2026-03-01T10:00:00Z'), step), ...document },
      { ...effect('added', null, { shipmentId: ENTITY }, link), ...document },
    ]);
    expect(found).toEqual([['added', null, 'HBL-1', 'completed']]);
  });

  it('is listed where a milestone is gone and nothing states it any more', async () => {
    const gone = effect('time', time('2026-03-01T12:00:00Z'), null, milestone('ARRIVED', null));
    expect(await driftAfter([gone])).toEqual([['time', time('2026-03-01T12:00:00Z'), null, 'silent_change']]);
  });
});

describe('what was right as far as it went', () => {
  it('is completed: a day that has a time now', async () => {
    const day = { ...time('2026-03-07'), precision: 'day' };
    expect(await driftAfter([effect('time', day, time('2026-03-07T11:00:00Z'), milestone('DEPARTED', null))])).toEqual([
      ['time', day, time('2026-03-07T11:00:00Z'), 'completed'],
    ]);
  });

  it('is completed: a number that was not known, so that the id of the provider was shown', async () => {
    await sql`
      insert into facts (id, entity_type, provider, external_id, ledger)
      values (${ENTITY}, 'document', 'flexport', 'thW8RRYP', '')`;
    expect(await driftAfter([effect('number', 'thW8RRYP', 'invoice.pdf')])).toEqual([
      ['number', 'thW8RRYP', 'invoice.pdf', 'completed'],
    ]);
    await sql`truncate drift`;
    expect(await driftAfter([effect('number', 'bill.pdf', 'invoice.pdf')])).toEqual([
      ['number', 'bill.pdf', 'invoice.pdf', 'silent_change'],
    ]);
  });
});

/** Stores a webhook that reported a value of the entity on 2 March. */
async function announced(part: Effect['part'], before: unknown, after: unknown, field = 'time'): Promise<void> {
  const [delivery, event, at] = [randomUUID(), randomUUID(), '2026-03-02T10:00:00Z'];
  await sql`
    insert into deliveries (id, provider, source, status, received_at, remote, headers, bytes, event_count)
    values (${delivery}, 'flexport', 'webhook', 'accepted', ${at}, '', '{}', 2, 1)`;
  await sql`
    insert into events (id, provider, key, type, delivery_id, position, state, received_at, reported_at)
    values (${event}, 'flexport', ${event}, 'x', ${delivery}, 0, 'processed', ${at}, ${at})`;
  await sql`
    insert into effects (event_id, entity_type, entity_id, part, field, before, after, recorded_at)
    values (${event}, 'shipment', ${ENTITY}, ${JSON.stringify(part)}, ${field}, ${JSON.stringify(before)}, ${JSON.stringify(after)}, ${at})`;
}

describe('a webhook that said something else', () => {
  const added = milestone('DOCUMENT_ADDED', null);
  const [first, second] = [time('2026-03-02T09:00:00Z'), time('2026-03-01T09:00:00Z')];

  it('is no conflict if it took something else of that kind off', async () => {
    const [part, other, gone] = [{ type: 'reference' } as const, { value: 'B-1' }, { value: 'B-2' }];
    await announced(part, other, null, 'removed');
    expect(await driftAfter([effect('removed', gone, null, part)])).toEqual([['removed', gone, null, 'silent_change']]);
  });

  it('is a conflict if it reported another value of the same, or withdrew it', async () => {
    await announced(added, null, first);
    expect(await driftAfter([effect('time', first, second, added)])).toMatchObject([
      ['time', first, second, 'conflict'],
    ]);
    await sql`truncate drift, effects`;
    await announced(added, first, null);
    expect(await driftAfter([effect('time', null, first, added)])).toMatchObject([['time', null, first, 'conflict']]);
  });

  it('is none if it reported another document: the one that was not shown is completed', async () => {
    await announced(added, null, first);
    expect(await driftAfter([effect('time', null, second, added)])).toEqual([['time', null, second, 'completed']]);
  });
});
