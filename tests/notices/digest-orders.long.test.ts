import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import type { NoticeMilestone } from '#lib/model/notice.ts';
import { claimDigest } from '#lib/notices/claim-digest.ts';
import { recordOutcome } from '#lib/notices/record-outcome.ts';
import { followUp } from '#lib/pipeline/follow-ups.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { anyOrder, batchesOf, noticeEvent, reportAbout } from '#tests/support/notice-events.ts';
import { repetitions } from '#tests/support/repetitions.ts';
import { storeRule } from '#tests/support/stored-notice.ts';

const RULES: { name: string; milestones: NoticeMilestone[]; customer: string | null }[] = [
  { name: 'all', milestones: ['departed', 'arrived', 'delivered'], customer: null },
  { name: 'ends', milestones: ['departed', 'delivered'], customer: null },
  { name: 'of a customer', milestones: ['departed', 'arrived', 'delivered'], customer: 'Harbour Home' },
];

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 1 });
  for (const rule of RULES) await storeRule(sql, { ...rule, cadence: 'daily' });
});
afterAll(() => {
  vi.useRealTimers();
  return sql.end();
});

async function applyAll(batches: readonly (readonly NormalisedEvent[])[]): Promise<void> {
  for (const batch of batches)
    await sql.begin(async (tx) => {
      await shareProjections(tx);
      await followUp(tx, { ...(await applyEvents(tx, batch)), fetched: new Map() });
    });
}

/** Lets the digests be due and sends them. Returns what each rule told, in any order. */
async function sendDigests(): Promise<string[]> {
  await sql`update notices set not_before = now() - interval '1 minute' where state = 'pending'`;
  const told: string[] = [];
  for (;;) {
    const digest = await claimDigest(sql, ['email'], []);
    if (!digest) return told.sort();
    for (const { milestone, kind } of digest.notices) told.push(`${digest.ruleName}: ${kind} ${milestone}`);
    const ids = digest.notices.map(({ id }) => id);
    await recordOutcome(sql, { ...digest, ids }, { result: 'sent', externalRef: null });
  }
}

/** The events of two periods, and for each period two orders in which they arrive. */
const periods = fc
  .array(noticeEvent, { minLength: 1, maxLength: 5 })
  .chain((events) =>
    fc.record({ events: fc.constant(events), one: anyOrder(events.length), other: anyOrder(events.length) }),
  );

let shipments = 0;

it('a digest tells the same, in whatever order and batches the events of its period arrive', async () => {
  // The two shipments get reports of the same instants.
  vi.useFakeTimers({ toFake: ['Date'] });
  await fc.assert(
    fc.asyncProperty(periods, periods, async (first, second) => {
      shipments += 1;
      const told = [];
      for (const way of ['one', 'other'] as const) {
        const shipment = `${way}-${shipments}`;
        const events = reportAbout(shipment, [...first.events, ...second.events]);
        const digests = [];
        for (const [period, own] of [
          [first, events.slice(0, first.events.length)],
          [second, events.slice(first.events.length)],
        ] as const) {
          await applyAll(batchesOf(own, period[way]));
          digests.push(await sendDigests());
        }
        told.push(digests);
      }
      expect(told[0]).toEqual(told[1]);
      for (const digest of told.flat()) expect(new Set(digest).size, 'told once').toBe(digest.length);
    }),
    { numRuns: repetitions(200, 40) },
  );
});
