import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { eventOrders } from '#tests/support/event-orders.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { repetitions } from '#tests/support/repetitions.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 4 });
});
afterAll(() => sql.end());

async function snapshotAfter(batches: readonly (readonly NormalisedEvent[])[]): Promise<string> {
  await clearProjections(sql);
  for (const batch of batches) await sql.begin((tx) => applyEvents(tx, batch));
  return projectionSnapshot(sql);
}

describe('the order in which events arrive', () => {
  it('does not matter: shuffled, repeated and in other batches they give the same rows, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(eventOrders, async ({ events, batches }) => {
        expect(await snapshotAfter(batches)).toBe(await snapshotAfter([events]));
      }),
      { numRuns: repetitions(75, 20) },
    );
  });

  it('does not matter between workers that apply events of the same shipments at once', async () => {
    await fc.assert(
      fc.asyncProperty(eventOrders, async ({ events, batches }) => {
        const expected = await snapshotAfter([events]);
        await clearProjections(sql);
        await Promise.all(batches.map((batch) => sql.begin((tx) => applyEvents(tx, batch))));
        expect(await projectionSnapshot(sql)).toBe(expected);
      }),
      { numRuns: repetitions(30, 8) },
    );
  });
});
