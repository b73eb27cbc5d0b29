import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openSql, type Sql } from '#db/client.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { syncExceptions } from '#lib/exceptions/sync.ts';
import type { Change } from '#lib/model/change.ts';
import { parseMoment } from '#lib/model/time.ts';
import { tellExceptions } from '#lib/pipeline/tell-exceptions.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

let sql: Sql;
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  sql = openSql(await ownDatabase(), { max: 2 });
});
afterAll(async () => {
  vi.useRealTimers();
  await sql.end();
});

it('opens more exceptions at once than one message to open pages can name', async () => {
  const expected = Array.from({ length: 400 }, (_, at): Change => {
    const moment = parseMoment('2026-04-02T10:00:00Z');
    return { kind: 'milestone', shipment: `S${at}`, code: 'ARRIVED', classifier: 'EST', moment };
  });
  vi.setSystemTime('2026-03-20T10:00:00Z');
  await applyBatch(sql, reportedEvent('2026-03-20T10:00:00.000Z', ...expected));
  expect(await sweepExceptions(sql, tellExceptions)).toBe(0);
  vi.setSystemTime('2026-04-20T10:00:00Z');
  expect(await sweepExceptions(sql, tellExceptions)).toBeGreaterThanOrEqual(400);
  // Looked at once more, none of them changes: nothing is written, and no page is told to load again.
  const rows = await sql<
    { id: string }[]
  >`select distinct entity_id as id from exception_cases where closed_at is null`;
  const again = await sql.begin((tx) =>
    syncExceptions(
      tx,
      rows.map(({ id }) => id),
      '2026-04-20T10:00:00.000Z',
    ),
  );
  expect(again).toEqual([]);
});

it('lists what became due once: the sweeps after it find nothing to do', async () => {
  const sweeps = await sql<{ id: string }[]>`select id from exception_cases where opened_at = '2026-04-20T10:00:00Z'`;
  expect(sweeps.length).toBeGreaterThanOrEqual(400);
  vi.setSystemTime('2026-04-20T10:00:10Z');
  const locked: unknown[] = [];
  const watched = new Proxy(sql, {
    get: (target, property) => {
      if (property === 'begin') locked.push(property);
      return Reflect.get(target, property);
    },
  });
  expect(await sweepExceptions(watched, tellExceptions)).toBe(0);
  expect(locked).toEqual([]);
});
