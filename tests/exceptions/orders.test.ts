import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { parseMoment } from '#lib/model/time.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';

const NOW = '2026-03-20T12:00:00Z';

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 1 });
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});

/** A day around the present one. */
const day = fc.integer({ min: 1, max: 31 }).map((at) => `2026-03-${String(at).padStart(2, '0')}`);
const vessel = fc.constantFrom('EVER ALOT', 'EVER GOODS', 'EVER GIVEN');
const number = fc.constantFrom('CSQU3054383', 'CSQU3054384', 'MSCU1');
const documentType = fc.constantFrom(
  'commercial invoice',
  'packing list',
  'house bill',
  'master bill',
  'arrival notice',
  'customs entry',
);

type ChangesOf = (shipment: string) => Change[];
const leg = fc.record({ vesselName: vessel, voyage: fc.constantFrom('1E', '2E') }, { requiredKeys: [] }).map(
  (fields): ChangesOf =>
    (shipment) => [{ kind: 'leg', shipment, leg: 'L', fields: { mode: 'ocean', ...fields } }],
);
const box = fc.record({ number, lastFreeDay: day }, { requiredKeys: [] }).map(
  (fields): ChangesOf =>
    (shipment) => [{ kind: 'container', shipment, container: 'C', fields }],
);
const milestone = fc
  .record({
    code: fc.constantFrom(
      'DEPARTED' as const,
      'ARRIVED' as const,
      'CUSTOMS_HOLD' as const,
      'CUSTOMS_RELEASED' as const,
      'DELIVERED' as const,
    ),
    classifier: fc.constantFrom('PLN' as const, 'EST' as const, 'ACT' as const),
    day: fc.option(day, { freq: 6 }),
  })
  .map(
    ({ code, classifier, day: on }): ChangesOf =>
      (shipment) => {
        const ofLeg = code === 'DEPARTED' || code === 'ARRIVED';
        const moment = on === null ? null : parseMoment(`${on}T10:00:00Z`);
        return [{ kind: 'milestone', shipment, code, classifier, moment, ...(ofLeg && { leg: 'L' }) }];
      },
  );
const document = documentType.map(
  (type): ChangesOf =>
    (shipment) => [
      { kind: 'record', recordType: 'document', record: `${shipment} ${type}`, fields: { type } },
      { kind: 'link', recordType: 'document', record: `${shipment} ${type}`, shipment },
    ],
);
const event = fc.record({
  minutes: fc.integer({ min: 0, max: 9 }),
  changes: fc.array(fc.oneof({ arbitrary: milestone, weight: 5 }, leg, box, document), { minLength: 1, maxLength: 3 }),
});

/** Events, each at least once and some again, in any order; where a batch ends, and after which batches the clock is looked at. */
const run = fc.array(event, { minLength: 1, maxLength: 7 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc
      .shuffledSubarray([...events.keys(), ...events.keys()], { minLength: events.length })
      .map((order) => [...order, ...[...events.keys()].filter((at) => !order.includes(at))]),
    cuts: fc.array(fc.boolean(), { minLength: 2 * events.length, maxLength: 2 * events.length }),
    swept: fc.array(fc.boolean(), { minLength: 2 * events.length, maxLength: 2 * events.length }),
  }),
);

const sweep = () => sweepExceptions(sql, async () => {});

/** What is open for a shipment, without what depends on which of its ids. */
async function opened(externalId: string) {
  const rows = await sql`
    select type, part <> '' as has_part, severity, deadline, evidence_at, details
    from exception_cases as cases join shipments on shipments.id = cases.entity_id
    where external_id = ${externalId} and closed_at is null order by type, part`;
  return JSON.stringify(rows).replaceAll(externalId, '');
}

let shipments = 0;

it('any order, repetition and batching of the same events opens and ends the same exceptions', async () => {
  vi.setSystemTime(new Date(NOW));
  let some = 0;
  await fc.assert(
    fc.asyncProperty(run, async ({ events, order, cuts, swept }) => {
      shipments += 1;
      const [one, other] = [`order-${shipments}-a`, `order-${shipments}-b`];
      const of = (shipment: string) =>
        events.map(({ minutes, changes }, position): NormalisedEvent => {
          const key = `${shipment}-${position}`;
          const reportedAt = new Date(Date.parse(NOW) - (10 - minutes) * 60_000).toISOString();
          const at = { reportedAt, learnedAt: reportedAt };
          const stated = changes.flatMap((changeOf) => changeOf(shipment));
          return { id: eventId('test', key), key, provider: 'test', ...at, changes: stated };
        });
      const [first, second] = [of(one), of(other)];
      await applyBatch(sql, ...first);
      await sweep();
      let batch: NormalisedEvent[] = [];
      for (const [at, position] of order.entries()) {
        batch.push(second[position] as NormalisedEvent);
        if (!cuts[at] && at < order.length - 1) continue;
        await applyBatch(sql, ...batch);
        batch = [];
        if (swept[at]) await sweep();
      }
      await sweep();
      const [expected, actual] = [await opened(one), await opened(other)];
      if (expected !== '[]') some += 1;
      expect(actual).toBe(expected);
      const twice = await sql`
        select entity_id, type, part from exception_cases where closed_at is null group by 1, 2, 3 having count(*) > 1`;
      expect([...twice]).toEqual([]);
    }),
    { numRuns: 60 },
  );
  expect(some).toBeGreaterThan(12);
});
