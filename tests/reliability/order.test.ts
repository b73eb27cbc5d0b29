import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { entityId } from '#lib/model/identity.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { parseMoment } from '#lib/model/time.ts';
import { receive } from '#lib/pipeline.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { applyStatements, type EntityStatements } from '#lib/projections/apply-statements.ts';
import { readLedger, writeLedger } from '#lib/projections/ledger.ts';
import { projectEntity } from '#lib/projections/project-entity.ts';
import { statementsOf } from '#lib/projections/statements.ts';
import { findProvider } from '#lib/providers/index.ts';
import { openRuntime, type Runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { DEFAULT_SETTINGS } from '#tests/support/default-settings.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { permutations } from '#tests/support/permutations.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { SECRETS } from '#tests/support/server.ts';
import { keyed, signed } from '#tests/support/signed.ts';

let runtime: Runtime;
beforeAll(async () => {
  const secrets: Record<string, readonly string[]> = SECRETS;
  runtime = await openRuntime(await ownDatabase(), ({ name }) => secrets[name] ?? []);
});
afterAll(() => runtime.stop());

async function send(name: 'flexport' | 'mvmnt', event: object) {
  const provider = findProvider(name);
  if (!provider) throw new RangeError(name);
  const body = JSON.stringify(event);
  const headers = name === 'flexport' ? signed(body) : keyed();
  const arrival = { headers, body: Buffer.from(body), receivedAt: new Date().toISOString(), remote: '' };
  return receive(provider, arrival, runtime.receiver.contextOf(provider));
}

function milestone(code: MilestoneCode, classifier: Classifier, text: string | null, leg?: string): Change {
  const moment = text === null ? null : parseMoment(text);
  return { kind: 'milestone', shipment: 'trip', code, classifier, moment, ...(leg && { leg }) };
}

const port = (unlocode: string) => ({ name: unlocode, country: null, unlocode, timeZone: null });
const sailing = (vesselName: string): Change => ({
  kind: 'leg',
  shipment: 'trip',
  leg: '1',
  fields: { mode: 'ocean', vesselName, origin: port('CNSHA'), destination: port('USLAX') },
});

/** Seven contradictory events of a trip: estimates, a change of vessel, a retraction, a late status. */
const TRIP: readonly NormalisedEvent[] = [
  reportedEvent('2026-03-01T00:00:00.000Z', sailing('EVER ALOT'), milestone('DEPARTED', 'EST', '2026-03-08')),
  reportedEvent('2026-03-03T00:00:00.000Z', sailing('MSC IRINA'), milestone('ARRIVED', 'PLN', '2026-03-28', '1')),
  reportedEvent('2026-03-09T02:00:00.000Z', milestone('DEPARTED', 'ACT', '2026-03-09T10:00:00+08:00', '1')),
  reportedEvent('2026-03-09T02:00:00.000Z', milestone('ARRIVED', 'EST', '2026-03-29T08:00:00', '1')),
  reportedEvent('2026-03-12T00:00:00.000Z', milestone('DELIVERED', 'ACT', '2026-03-11T12:00:00Z'), {
    kind: 'shipment',
    shipment: 'trip',
    fields: { reportedStatus: { text: 'BOOKED', stage: 'booked' } },
  }),
  reportedEvent('2026-03-13T00:00:00.000Z', milestone('DELIVERED', 'ACT', null)),
  reportedEvent('2026-03-13T00:00:00.000Z', milestone('ARRIVED', 'EST', '2026-03-30T08:00:00-07:00', '1'), {
    kind: 'container',
    shipment: 'trip',
    container: '10',
    fields: { number: 'CSQU3054383' },
  }),
];

const trip = {
  id: entityId('shipment', 'test', 'trip'),
  entityType: 'shipment',
  provider: 'test',
  externalId: 'trip',
} as const;
const tripEvents = TRIP.map(
  ({ id, key, reportedAt, learnedAt, changes }): EntityStatements => ({
    source: { id, key, reportedAt, learnedAt },
    statements: changes.flatMap(statementsOf),
  }),
);

/** Ledger and rows of the trip, as text, after its events were applied in batches. */
function ledgerAfter(batches: readonly (readonly EntityStatements[])[]): string {
  let text = '';
  for (const batch of batches) {
    const ledger = readLedger(text);
    applyStatements(ledger, batch);
    text = writeLedger(ledger);
  }
  const { rows } = projectEntity(trip, readLedger(text), {
    asOf: '2026-04-01T00:00:00.000Z',
    ...DEFAULT_SETTINGS,
  });
  return text + Object.entries(rows).map(([table, ofTable]) => `\n${table} ${JSON.stringify([...ofTable])}`);
}

describe('6: two events of the same thing, kind and second', () => {
  it('are both kept when their diffs differ, and one when they do not', async () => {
    const data = { id: '0b5c1f7e-7d1f-4f6e-9c61-3b8d41a0a001', friendlyId: 'SHP-6' };
    const event = (value: string) => ({
      event: 'shipment.updated',
      timestamp: '2026-03-12T16:42:04Z',
      data,
      diff: [{ type: 'UPDATE', key: 'name', value, oldValue: 'Birch Ln' }],
    });
    for (const value of ['Birch Lane', 'Birch', 'Birch']) {
      expect((await send('mvmnt', { sentAt: '2026-03-12T16:42:05Z', events: [event(value)] })).status).toBe(200);
    }
    await runtime.drain();
    const kept = await runtime.sql`select key, state from events where key like 'shipment.updated:0b5c1f7e-%'`;
    expect(kept.map(({ state }) => state)).toEqual(['processed', 'processed']);
    expect(new Set(kept.map(({ key }) => key)).size).toBe(2);
  });
});

describe('7: the order of a trip of seven events', () => {
  const expected = ledgerAfter([tripEvents]);

  it('does not matter: all 5,040 orders give the same ledger and rows, byte for byte', () => {
    let orders = 0;
    for (const order of permutations(tripEvents)) {
      orders += 1;
      if (ledgerAfter(order.map((one) => [one])) !== expected)
        expect(order.map(({ source }) => source.key)).toBe('any order');
    }
    expect(orders).toBe(5_040);
  });

  it('does not matter in 10,000 shuffles, with repetitions and any batches', () => {
    const shuffles = fc.tuple(
      fc.shuffledSubarray([...tripEvents, ...tripEvents], { minLength: 14 }),
      fc.array(fc.integer({ min: 1, max: 14 }), { maxLength: 4 }),
    );
    fc.assert(
      fc.property(shuffles, ([order, cuts]) => {
        const edges = [0, ...cuts.toSorted((a, b) => a - b), order.length];
        return ledgerAfter(edges.slice(1).map((to, at) => order.slice(edges[at], to))) === expected;
      }),
      { numRuns: repetitions(10_000, 2_000) },
    );
  });
});

describe('8: late arrivals', () => {
  const short = (id: string, milestone: string, occurred_at: string, reported_at: string) => ({
    id,
    type: 'shipment.milestone',
    data: { shipment_id: '8001', milestone, occurred_at, reported_at },
  });

  it('a late estimate does not replace a fact', async () => {
    await send('flexport', short('8-1', 'departed', '2026-03-09T02:00:00Z', '2026-03-09T03:00:00Z'));
    await runtime.drain();
    await send('flexport', short('8-2', 'estimated_departure', '2026-03-12T02:00:00Z', '2026-03-10T00:00:00Z'));
    await runtime.drain();
    const [row] = await runtime.sql`select id, status, progress from shipments where external_id = '8001'`;
    expect(row?.status).toBe('in_transit');
    const departed = row?.progress.find(({ step }: { step: string }) => step === 'departed');
    expect(departed).toMatchObject({ state: 'done', moment: { text: '2026-03-09T02:00:00Z' } });
  });

  it('an older snapshot does not replace the values of a newer webhook', async () => {
    const provider = findProvider('flexport');
    const snapshot = (name: string, askedAt: string) => ({
      key: `snapshot ${askedAt}`,
      type: 'snapshot.shipment',
      raw: { kind: 'shipment', id: '8002', askedAt, object: { _object: '/shipment', id: 8002, name }, subject: null },
    });
    const webhook = {
      _object: '/event',
      id: 80020,
      type: '/shipment#created',
      created_at: '2026-03-10T00:00:00Z',
      occurred_at: '2026-03-10T00:00:00Z',
      data: { _object: '/shipment_event_data', shipment: { _object: '/shipment', id: 8002, name: 'Of the webhook' } },
    };
    await send('flexport', webhook);
    await runtime.drain();
    const nameAfter = async (askedAt: string) => {
      const outcome = provider?.normalise(snapshot('Of the snapshot', askedAt));
      if (outcome?.outcome !== 'changes') throw new Error('the snapshot has no changes');
      const event = {
        ...reportedEvent(askedAt, ...outcome.changes),
        provider: 'flexport',
        reportedAt: outcome.reportedAt ?? '',
      };
      await runtime.sql.begin((tx) => applyEvents(tx, [event]));
      return (await runtime.sql`select name from shipments where external_id = '8002'`)[0]?.name;
    };
    expect(await nameAfter('2026-03-09T00:00:00.000Z')).toBe('Of the webhook');
    expect(await nameAfter('2026-03-11T00:00:00.000Z')).toBe('Of the snapshot');
  });
});
