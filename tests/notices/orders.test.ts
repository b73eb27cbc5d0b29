import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { entityId } from '#lib/model/identity.ts';
import { furthestOf, includes, type NoticeMilestone, type Reached, reachedBy } from '#lib/model/notice.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { anyOrder, batchesOf, noticeEvent, reportAbout } from '#tests/support/notice-events.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { storeRule } from '#tests/support/stored-notice.ts';

const RULES: { name: string; milestones: NoticeMilestone[]; customer: string | null }[] = [
  { name: 'all', milestones: ['departed', 'arrived', 'delivered'], customer: null },
  { name: 'departures', milestones: ['departed'], customer: null },
  { name: 'ends', milestones: ['departed', 'delivered'], customer: null },
  { name: 'of a customer', milestones: ['departed', 'arrived', 'delivered'], customer: 'Harbour Home' },
];

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 1 });
  for (const rule of RULES) await storeRule(sql, rule);
});
afterAll(() => sql.end());

/** Events, the order and batches in which they arrive, and after which batches all is sent. */
const run = fc.array(noticeEvent, { minLength: 1, maxLength: 7 }).chain((events) =>
  fc.record({
    events: fc.constant(events),
    arrival: anyOrder(events.length),
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
    from notices join rule_recipients as recipient on recipient.id = recipient_id
    join notification_rules as rule on rule.id = recipient.rule_id where notices.shipment_id = ${id}`;
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
    fc.asyncProperty(run, async ({ events, arrival, sent }) => {
      shipments += 1;
      const shipment = `order-${shipments}`;
      await applyInOrder(batchesOf(reportAbout(shipment, events), arrival), sent);
      await expectTold(entityId('shipment', 'test', shipment));
    }),
    { numRuns: repetitions(250, 60) },
  );
});
