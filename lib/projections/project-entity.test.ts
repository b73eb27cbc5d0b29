import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { DEFAULT_SETTINGS } from '#tests/support/default-settings.ts';
import { InMemory, idOf } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { happened } from '#tests/support/shipment-rows.ts';
import { applyStatements } from './apply-statements.ts';
import type { Writes } from './differences.ts';
import { readLedger } from './ledger.ts';
import { projectEntity, reproject } from './project-entity.ts';
import { statementsOf } from './statements.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
const shipment = (fields: Extract<Change, { kind: 'shipment' }>['fields']): Change => ({
  kind: 'shipment',
  shipment: 'S',
  fields,
});
const named = (minute: number, name: string) => reportedEvent(at(minute), shipment({ name }));
/** Many claims of one value. */
const claims = (count: number) => Array.from({ length: count }, (_, index) => shipment({ freightType: `F${index}` }));
const entity = { id: idOf('shipment', 'S'), entityType: 'shipment', provider: 'test', externalId: 'S' } as const;

describe('events of one batch', () => {
  it('are each recorded as the cause of their own differences', () => {
    const kept = new InMemory();
    const [first, second, third] = [named(1, 'A'), named(2, 'B'), reportedEvent(at(3), shipment({ pieces: 5 }))];
    const found = kept.apply(first, second, third);
    expect(found.map(({ field, before, after, eventId }) => [field, before, after, eventId])).toEqual([
      ['added', null, 'S', first.id],
      ['name', 'A', 'B', second.id],
      ['pieces', null, 5, third.id],
    ]);
  });

  it('that replace one another cause one difference, attributed to the current one', () => {
    const kept = new InMemory();
    kept.apply(named(0, 'Z'));
    const [wrong, right] = [named(1, 'A'), named(2, 'B')];
    const found = kept.apply({ ...wrong, supersededBy: right.id }, right);
    expect(found.map(({ field, before, after, eventId }) => [field, before, after, eventId])).toEqual([
      ['name', 'Z', 'B', right.id],
    ]);
  });

  it('of an entity with many claims are merged in groups, and each difference is attributed to the event that states it', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(at(0), ...claims(16_000)));
    const events = [
      reportedEvent(at(1), shipment({ name: 'A', priority: 'high' })),
      reportedEvent(at(2), { kind: 'role', shipment: 'S', role: 'buyer', name: 'Northwind' }),
      reportedEvent(at(3), happened('CARGO_READY', '2026-03-02'), happened('DEPARTED', '2026-03-01')),
      reportedEvent(at(4), { kind: 'reference', shipment: 'S', type: 'booking', value: 'B-1' }),
      reportedEvent(at(5), { kind: 'leg', shipment: 'S', leg: '7', fields: { mode: 'truck' } }),
      reportedEvent(at(6), shipment({ pieces: 7 })),
    ] as const;
    const found = kept.apply(...events);
    const by = Object.fromEntries(
      found.map(({ part, field, eventId }) => [
        `${part?.type ?? ''} ${field}`,
        events.findIndex((one) => one.id === eventId),
      ]),
    );
    expect(by).toMatchObject({
      ' name': 0,
      ' priority': 0,
      'role added': 1,
      'milestone time': 2,
      'reference added': 3,
      'leg added': 4,
      ' pieces': 5,
    });
  });

  it('that are merged omit values that were current only between them', () => {
    const kept = new InMemory();
    kept.apply(reportedEvent(at(0), ...claims(31_000)));
    const events = [named(1, 'A'), named(2, 'B'), named(3, 'C')];
    expect(kept.apply(...events).map(({ before, after, eventId }) => [before, after, eventId])).toEqual([
      [null, 'C', events[2]?.id],
    ]);
  });
});

const asOf = (instant: string) => ({ asOf: instant, ...DEFAULT_SETTINGS });

describe('an entity', () => {
  it('without events has no rows', () => {
    expect(projectEntity(entity, readLedger(''), asOf(at(0)))).toEqual({ rows: {}, dueAt: null });
  });

  it('of a record is never due', () => {
    const ledger = readLedger('');
    const source = { id: 'e', key: '1', reportedAt: at(0), learnedAt: at(0) };
    applyStatements(ledger, [
      { source, statements: statementsOf({ kind: 'party', party: 'p', fields: { name: 'A' } }) },
    ]);
    const { rows, dueAt } = projectEntity({ ...entity, entityType: 'party' }, ledger, asOf(at(0)));
    expect([...(rows.parties?.values() ?? [])]).toMatchObject([{ name: 'A' }]);
    expect(dueAt).toBeNull();
  });
});

describe('a fact in the future', () => {
  const [early, arrived, late] = [
    '2026-03-01T00:00:00.000Z',
    '2026-03-05T10:00:00Z',
    '2026-03-06T00:00:00.000Z',
  ] as const;
  const ledger = readLedger('');
  const source = (key: string, reportedAt = early) => ({ id: `event ${key}`, key, reportedAt, learnedAt: reportedAt });
  applyStatements(ledger, [
    { source: source('0'), statements: statementsOf(happened('PICKED_UP', '2026-02-01')) },
    { source: source('1'), statements: statementsOf(happened('DELIVERED', '2026-03-20T10:00:00Z')) },
    { source: source('2'), statements: statementsOf(happened('ARRIVED', arrived)) },
    { source: source('3'), statements: statementsOf(shipment({ name: 'A' })) },
  ]);

  it('is due ten minutes before its time, the first of several', () => {
    const { rows, dueAt } = projectEntity(entity, ledger, asOf(early));
    expect(dueAt).toBe('2026-03-05T09:50:00.000Z');
    expect([...(rows.shipments?.values() ?? [])]).toMatchObject([{ status: 'at_origin' }]);
  });

  it('is due first also if it is not reported first', () => {
    const other = readLedger('');
    const facts = [happened('ARRIVED', '2026-03-20T10:00:00Z'), happened('DEPARTED', '2026-03-05T10:00:00Z')];
    applyStatements(other, [{ source: source('1'), statements: facts.flatMap(statementsOf) }]);
    expect(projectEntity(entity, other, asOf(early)).dueAt).toBe('2026-03-05T09:50:00.000Z');
  });

  it('causes a difference once its time has come, attributed to its event', () => {
    const shown = projectEntity(entity, ledger, asOf(early)).rows;
    const writes: Writes = new Map();
    const { dueAt, caused } = reproject(entity, { ledger, shown, ...asOf(late) }, writes);
    expect(dueAt).toBe('2026-03-20T09:50:00.000Z');
    expect(caused.map(({ field, eventId }) => [field, eventId])).toEqual([
      ['status', 'event 2'],
      ['arrived', 'event 2'],
    ]);
    expect([...(writes.get('shipments')?.upserts.values() ?? [])]).toMatchObject([{ status: 'arrived' }]);
    expect(writes.get('milestones')?.upserts.size).toBe(1);
  });

  it('causes none before; other differences are attributed to the newest event', () => {
    const shown = projectEntity(entity, ledger, asOf(early)).rows;
    expect(reproject(entity, { ledger, shown, ...asOf(early) }, new Map()).caused).toEqual([]);
    const [row] = shown.shipments?.values() ?? [];
    const other = { ...shown, shipments: new Map([[entity.id, { ...row, name: 'Z' } as NonNullable<typeof row>]]) };
    expect(reproject(entity, { ledger, shown: other, ...asOf(early) }, new Map()).caused).toMatchObject([
      { field: 'name', before: 'Z', after: 'A', eventId: 'event 3' },
    ]);
  });
});
