import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { exceptionEvents, exceptionRun, NOW } from '#tests/support/exception-events.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { repetitions } from '#tests/support/repetitions.ts';

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 1 });
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});

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
    fc.asyncProperty(exceptionRun, async ({ events, order, cuts, swept }) => {
      shipments += 1;
      const [one, other] = [`order-${shipments}-a`, `order-${shipments}-b`];
      const [first, second] = [exceptionEvents(one, events), exceptionEvents(other, events)];
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
    { numRuns: repetitions(60, 25) },
  );
  expect(some).toBeGreaterThan(repetitions(12, 4));
});
