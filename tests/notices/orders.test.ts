import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import type { Change } from '#lib/model/change.ts';
import { entityId } from '#lib/model/identity.ts';
import { furthestOf, includes, type NoticeMilestone, type Reached, reachedBy } from '#lib/model/notice.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { parseMoment } from '#lib/model/time.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { hoursAgo } from '#tests/support/sailing.ts';

const RULES: { name: string; milestones: NoticeMilestone[]; customer: string | null }[] = [
  { name: 'all', milestones: ['departed', 'arrived', 'delivered'], customer: null },
  { name: 'departures', milestones: ['departed'], customer: null },
  { name: 'ends', milestones: ['departed', 'delivered'], customer: null },
  { name: 'of a customer', milestones: ['departed', 'arrived', 'delivered'], customer: 'Harbour Home' },
];

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 1 });
  for (const { name, milestones, customer } of RULES)
    await sql`
      insert into notification_rules (name, milestones, customer, channel, target, target_key, enabled, created_by, created_at)
      values (${name}, ${milestones}, ${customer}, 'email', 'a@example.com', 'a', true, 'ops@example.com', now())`;
});
afterAll(() => sql.end());

const milestone = fc
  .record({
    code: fc.constantFrom('DEPARTED' as const, 'ARRIVED' as const, 'DELIVERED' as const),
    hours: fc.option(fc.integer({ min: 1, max: 6 }), { freq: 3 }),
  })
  .map(({ code, hours }) => (shipment: string): Change => {
    const moment = hours === null ? null : parseMoment(hoursAgo(hours));
    return { kind: 'milestone', shipment, code, classifier: 'ACT', moment };
  });
const fields = fc
  .record(
    {
      customer: fc.constantFrom('Harbour Home', 'Prairie Foods'),
      mode: fc.constantFrom('ocean' as const, 'truck' as const),
      reportedStatus: fc.constantFrom(
        { text: 'BOOKED', stage: 'booked' as const },
        { text: 'IN_TRANSIT', stage: 'in_transit' as const },
        { text: 'ARRIVED', stage: 'arrived' as const },
        { text: 'DELIVERED', stage: 'delivered' as const },
        { text: 'CANCELLED', stage: 'cancelled' as const },
      ),
    },
    { requiredKeys: [] },
  )
  .map(
    (given) =>
      (shipment: string): Change => ({ kind: 'shipment', shipment, fields: given }),
  );
const consignee = fc.constant(
  (shipment: string): Change => ({ kind: 'role', shipment, role: 'consignee', party: 'p1', name: 'harbour home' }),
);
const change = fc.oneof({ arbitrary: milestone, weight: 5 }, { arbitrary: fields, weight: 3 }, consignee);
const event = fc.record({
  minutes: fc.integer({ min: 0, max: 9 }),
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
});

/** Events by their position, each at least once, some again, in any order; where a batch ends; and after which batches all is sent. */
const run = fc.array(event, { minLength: 1, maxLength: 7 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    order: fc
      .shuffledSubarray([...events.keys(), ...events.keys()], { minLength: events.length })
      .map((order) => [...order, ...[...events.keys()].filter((at) => !order.includes(at))]),
    cuts: fc.array(fc.boolean(), { minLength: 2 * events.length, maxLength: 2 * events.length }),
    sent: fc.array(fc.boolean(), { minLength: 2 * events.length, maxLength: 2 * events.length }),
  }),
);

let shipments = 0;

async function applyInOrder(batches: readonly (readonly NormalisedEvent[])[], sent: readonly boolean[]): Promise<void> {
  for (const [at, batch] of batches.entries()) {
    await sql.begin(async (tx) => {
      await shareProjections(tx);
      await followUp(tx, { ...(await applyEvents(tx, batch)), fetched: new Map() });
    });
    if (sent[at]) await sql`update notices set state = 'sent' where state = 'pending'`;
  }
}

type Row = { rule: string; milestone: NoticeMilestone; kind: string; state: string; stands: boolean };

async function expectTold(id: string): Promise<void> {
  const [row] = await sql<{ status: Stage; mode: string | null; customer: string | null; parties: string[] }[]>`
    select status, mode, customer, array(select name from shipment_parties where shipment_id = shipments.id) as parties
    from shipments where id = ${id}`;
  const notices = await sql<Row[]>`
    select rule.name as rule, milestone, kind, state, withdrawn_at is null as stands
    from notices join notification_rules as rule on rule.id = rule_id where notices.shipment_id = ${id}`;
  const reached: Reached = row ? reachedBy(row.status, row.mode) : null;
  for (const { name, milestones, customer } of RULES) {
    const own = notices.filter(({ rule }) => rule === name);
    const standing = own.filter(({ kind, stands }) => kind === 'told' && stands).map((one) => one.milestone);
    expect(new Set(standing).size, `${name}: told twice`).toBe(standing.length);
    const corrections = own.filter(({ kind, state }) => kind === 'corrected' && state !== 'cancelled');
    const withdrawn = own.filter(({ kind, stands, state }) => kind === 'told' && !stands && state !== 'cancelled');
    expect(corrections.length, `${name}: corrections`).toBe(withdrawn.length);
    if (reached === 'ended') continue;
    expect(
      standing.filter((one) => !includes(reached, one)),
      `${name}: told and not true`,
    ).toEqual([]);
    const furthest = furthestOf(milestones, reached);
    const names = [row?.customer, ...(row?.parties ?? [])].map((one) => one?.toLowerCase());
    const isMatched = customer === null || names.includes(customer.toLowerCase());
    if (furthest && isMatched) expect(standing, `${name}: not told`).toContain(furthest);
  }
}

it('any order, repetition and batching of the same events ends with the same notices told', async () => {
  await fc.assert(
    fc.asyncProperty(run, async ({ events, order, cuts, sent }) => {
      shipments += 1;
      const shipment = `order-${shipments}`;
      const normalised = events.map(({ minutes, changes }) =>
        reportedEvent(hoursAgo(0.5 - minutes / 60), ...changes.map((changeOf) => changeOf(shipment))),
      );
      const batches: NormalisedEvent[][] = [[]];
      for (const [at, position] of order.entries()) {
        if (cuts[at]) batches.push([]);
        const one = normalised[position];
        if (one) batches.at(-1)?.push(one);
      }
      await applyInOrder(batches, sent);
      await expectTold(entityId('shipment', 'test', shipment));
    }),
    { numRuns: 250 },
  );
});
