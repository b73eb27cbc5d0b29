import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { readList } from '#db/queries/declared-list.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { storeDocuments } from '#tests/support/document-fixtures.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 2 });
  await storeDocuments(sql);
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

type Tab = 'late' | 'freeSoon' | 'atTerminal' | 'emptyDue';

/** The tabs in which the container is. */
async function tabsWith(): Promise<Tab[]> {
  const found: Tab[] = [];
  for (const tab of ['late', 'freeSoon', 'atTerminal', 'emptyDue'] as const) {
    const { data } = await readList(db, CONTAINERS, { [tab]: true, limit: 5 });
    if (data.length > 0) found.push(tab);
  }
  return found;
}

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
const freeUntil = (end: Date) =>
  sql`update containers set last_free_day = ${new Date(end.getTime() - 1).toISOString().slice(0, 10)}, free_time_ends_at = ${end}`;

it('sorts containers by what is to be done: fetched before free time ends, returned empty before it is due', async () => {
  await sql`update containers set discharged_at = null, available_at = null, left_at = null, returned_at = null`;
  await freeUntil(hours(96));
  expect(await tabsWith()).toEqual([]);
  await sql`update containers set discharged_at = ${hours(-24)}`;
  expect(await tabsWith()).toEqual(['atTerminal']);
  await freeUntil(hours(71));
  expect(await tabsWith()).toEqual(['freeSoon', 'atTerminal']);
  await freeUntil(hours(1));
  expect(await tabsWith()).toEqual(['freeSoon', 'atTerminal']);
  await freeUntil(hours(-1));
  expect(await tabsWith()).toEqual(['late', 'atTerminal']);
  await sql`update containers set left_at = ${hours(-0.5)}`;
  expect(await tabsWith()).toEqual([]);
});

it('shows the holds of the shipment and until when the empty container must be returned', async () => {
  const [box] = await sql<{ id: string; shipmentId: string }[]>`select id, shipment_id as "shipmentId" from containers`;
  const { id = '', shipmentId = '' } = box ?? {};
  const due = hours(40);
  await sql`
    insert into exception_conditions (entity_type, entity_id, type, part, severity, opens_at, ends_at, deadline, evidence_at, event_id, details)
    values ('shipment', ${shipmentId}, 'charge.empty_return_past', ${id}, 'critical', ${due}, ${hours(2_000)}, ${due}, ${hours(-1)}, ${id}, '{}')`;
  await sql`
    insert into exception_cases (id, entity_type, entity_id, shipment_id, type, part, generation, severity, urgency, opened_at, evidence_at,
      event_id, details, touch_by, resolve_by)
    values (gen_random_uuid(), 'shipment', ${shipmentId}, ${shipmentId}, 'hold.customs', '', 1, 2, 1, now(), now(), ${id}, '{}', now(), now())`;
  expect(await tabsWith()).toEqual(['emptyDue']);
  const { data } = await readList(db, CONTAINERS, { emptyDue: true, limit: 5 });
  expect(data).toMatchObject([{ id, holds: ['hold.customs'], emptyDueAt: due.toISOString() }]);
  await sql`update exception_conditions set ends_at = now() where part = ${id}`;
  expect(await tabsWith()).toEqual([]);
});
