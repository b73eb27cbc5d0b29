import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { countTabs, readList } from '#db/queries/declared-list.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { readShipmentLines } from '#db/queries/shipment-list.ts';
import { getShipment, SHIPMENTS, type ShipmentFilter } from '#db/queries/shipments.ts';
import { commandExceptions } from '#lib/exceptions/command-exceptions.ts';
import type { Change } from '#lib/model/change.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import { parseMoment } from '#lib/model/time.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { applyBatch } from '#tests/support/exceptions.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';

const OPS = 'ops@example.com';
const NOW = '2026-03-30T10:00:00.000Z';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(NOW) });
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  await sql`insert into users (email, role, created_at) values (${OPS}, 'operator', now())`;
  await applyBatch(
    sql,
    reportedEvent(NOW, ...held('A', 'exam'), ...free('A', '2026-03-31', '2026-03-31')),
    reportedEvent('2026-03-30T10:00:01.000Z', ...held('B', 'exam')),
    reportedEvent('2026-03-30T10:00:02.000Z', ...held('C', 'exam'), ...free('C', '2026-03-31')),
    reportedEvent('2026-03-30T10:00:03.000Z', ...held('D', 'exam')),
    reportedEvent('2026-03-30T10:00:04.000Z', { kind: 'shipment', shipment: 'E', fields: { mode: 'ocean' } }),
  );
  await command('B', 'hold.customs', { act: 'resolve', resolution: 'fixed' });
  await command('C', 'hold.customs', { act: 'snooze', until: 'worse' });
  await command('A', 'charge.lfd_near', { act: 'assign', owner: OPS });
});
afterAll(async () => {
  vi.useRealTimers();
  await Promise.all([sql.end(), db.$client.end()]);
});

function held(shipment: string, reason: string): Change[] {
  const moment = parseMoment('2026-03-30T09:00:00Z');
  if (!moment) throw new Error('No moment');
  return [
    { kind: 'shipment', shipment, fields: { mode: 'ocean' } },
    { kind: 'milestone', shipment, code: 'CUSTOMS_HOLD', classifier: 'ACT', reason, moment },
  ];
}

const free = (shipment: string, ...days: string[]): Change[] =>
  days.map((lastFreeDay, at) => ({
    kind: 'container',
    shipment,
    container: `${shipment}${at}`,
    fields: { lastFreeDay },
  }));

async function command(shipment: string, type: string, given: ExceptionCommand): Promise<void> {
  const cases = await sql<{ id: string }[]>`
    select id from exception_cases where type = ${type} and shipment_id = (select id from shipments where external_id = ${shipment})`;
  const ids = cases.map(({ id }) => id);
  const outcomes = await commandExceptions(sql, OPS, ids, given, async () => {});
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'applied'));
}

async function found(filter: ShipmentFilter): Promise<string> {
  const { data } = await readList(db, SHIPMENTS, { ...filter, limit: 10 });
  return data
    .map(({ externalId }) => externalId)
    .sort()
    .join('');
}

describe('the exceptions of a shipment in the list', () => {
  it('are those that the inbox counts: open, neither snoozed nor resolved', async () => {
    const { data } = await readShipmentLines(db, { limit: 10 });
    const counts = Object.fromEntries(data.map(({ externalId, openExceptions }) => [externalId, openExceptions]));
    expect(counts).toEqual({ A: 3, B: 0, C: 1, D: 1, E: 0 });
    for (const { id, openExceptions, exceptions } of data) {
      const inbox = await readList(db, EXCEPTIONS, { shipment: id, limit: 10 });
      expect(exceptions.map((one) => one.id)).toEqual(inbox.data.map((one) => one.id));
      expect(inbox.data).toHaveLength(openExceptions);
      expect((await getShipment(db, id))?.openExceptions).toBe(openExceptions);
    }
  });

  it('are what its tab and its filters mean', async () => {
    expect(await found({ trouble: true })).toBe('ACD');
    expect(await countTabs(db, SHIPMENTS, {})).toMatchObject({ total: 5, trouble: 3 });
    expect(await found({ exception: 'hold.customs' })).toBe('AD');
    expect(await found({ exception: 'charge.lfd_near' })).toBe('AC');
    expect(await found({ owner: OPS })).toBe('A');
    expect(await found({ owner: 'nobody' })).toBe('ACD');
    expect(await found({ owner: OPS, exception: 'hold.customs' })).toBe('');
    expect(await found({ severity: 'critical' })).toBe('');
    expect(await found({ severity: 'high', exception: 'charge.lfd_near' })).toBe('AC');
  });

  it('sort it, shipments without any last, forwards and backwards', async () => {
    const page = (paging: object) => readList(db, SHIPMENTS, { sort: 'openExceptions', limit: 2, ...paging });
    const first = await page({});
    const second = await page({ cursor: first.nextCursor });
    const third = await page({ cursor: second.nextCursor });
    const all = [first, second, third].flatMap(({ data }) => data);
    expect(all.map(({ openExceptions }) => openExceptions)).toEqual([3, 1, 1, 0, 0]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(5);
    expect(third.nextCursor).toBeNull();
    expect((await page({ before: third.previousCursor })).data).toEqual(second.data);
    expect((await page({ before: second.previousCursor })).data).toEqual(first.data);
    const least = await readList(db, SHIPMENTS, { sort: 'openExceptions', direction: 'asc', limit: 10 });
    expect(least.data.map(({ openExceptions }) => openExceptions)).toEqual([1, 1, 3, 0, 0]);
  });
});
