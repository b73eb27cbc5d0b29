import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { applyEvents, type NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { clearProjections, projectionSnapshot } from '#tests/support/projection-snapshot.ts';
import { tellings } from '#tests/support/stories.ts';

let sql: Sql;
beforeAll(async () => {
  sql = openSql(await ownDatabase(), { max: 4 });
});
afterAll(() => sql.end());

async function tell(batches: readonly (readonly NormalisedEvent[])[]): Promise<string> {
  await clearProjections(sql);
  for (const batch of batches) await sql.begin((tx) => applyEvents(tx, batch));
  return projectionSnapshot(sql);
}

describe('the order in which events arrive', () => {
  it('does not matter: shuffled, repeated and cut into other batches they give the same rows, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, async ({ told, again }) => {
        expect(await tell(again)).toBe(await tell([told]));
      }),
      { numRuns: 75 },
    );
  });

  it('does not matter between workers that apply the same shipments at once', async () => {
    await fc.assert(
      fc.asyncProperty(tellings, async ({ told, again }) => {
        const expected = await tell([told]);
        await clearProjections(sql);
        await Promise.all(again.map((batch) => sql.begin((tx) => applyEvents(tx, batch))));
        expect(await projectionSnapshot(sql)).toBe(expected);
      }),
      { numRuns: 30 },
    );
  });
});
