import { afterAll, expect, it } from 'vitest';
import { openSql } from '#db/client.ts';
import { LOCK_KEYS } from '#db/lock-keys.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const url = await ownDatabase();
const other = openSql(url, { max: 1 });
afterAll(() => other.end());
const [named] = await other<{ name: string }[]>`select current_database() as name`;
// Time enough for the other transaction to ask for its second row before the database looks for a deadlock, and only then.
await other.unsafe(`alter database ${String(named?.name)} set deadlock_timeout = '5s'`);
const inbox = await ownInbox(url);

const IDS = ['one', 'two'];

/** The ids of the two shipments in the order in which they are locked. */
async function booked(): Promise<[string, string]> {
  await inbox.deliver('mvmnt', batchOf(IDS, 'SHIPMENT_BOOKED', '2026-03-14T18:00:00Z'));
  await inbox.drain();
  const rows = await other<{ id: string }[]>`select id from facts where external_id = any(${IDS}) order by id`;
  const [first, last] = rows.map(({ id }) => id);
  return [String(first), String(last)];
}

/** Until a transaction waits for a row of another one. */
const isWaiting = () =>
  eventually(
    () => inbox.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    (waiting) => waiting.length > 0,
  );

it('a batch that the database ended because of a deadlock is processed again at once, without a failed attempt', async () => {
  const [first, last] = await booked();
  await inbox.deliver('mvmnt', batchOf(IDS, 'SHIPMENT_DISPATCHED', '2026-03-14T19:00:00Z'));
  let processing: Promise<number> | undefined;
  await other.begin(async (tx) => {
    // This one is never the one that is ended.
    await tx`set local deadlock_timeout = '1h'`;
    await tx`select from facts where id = ${last} for update`;
    processing = inbox.drain();
    await isWaiting();
    await tx`select from facts where id = ${first} for update`;
  });
  await processing;
  await eventually(
    () => other`select from pg_stat_database where datname = current_database() and deadlocks = 1`,
    (rows) => rows.length === 1,
  );
  const events = await other`select state, attempts from events order by reported_at`;
  expect([...events]).toEqual(Array.from({ length: 4 }, () => ({ state: 'processed', attempts: 1 })));
});

it('a batch locks its shipments in one order, also if their events are applied one by one', async () => {
  const [first, last] = await booked();
  const names = await other<{ id: string; name: string }[]>`select id, external_id as name from facts`;
  const named = (id: string) => names.filter((one) => one.id === id).map(({ name }) => name);
  for (const id of [last, first])
    await inbox.deliver('mvmnt', batchOf(named(id), 'SHIPMENT_IN_TRANSIT', '2026-03-14T20:00:00Z'));
  await other`update events set reason = 'failed before' where state = 'pending'`;
  let processing: Promise<number> | undefined;
  await other.begin(async (tx) => {
    await tx`select from facts where id = ${last} for update`;
    processing = inbox.drain();
    await isWaiting();
    expect(await tx`select from facts where id = ${first} for update skip locked`).toHaveLength(0);
  });
  await processing;
  expect(await other`select from events where state <> 'processed'`).toHaveLength(0);
});

it('a batch waits for the names of its customers before it locks a shipment, also if its events are applied one by one', async () => {
  const [first, last] = await booked();
  const named = { customer: { id: 'cu1', name: 'Northwind' } };
  await inbox.deliver('mvmnt', batchOf(IDS, 'SHIPMENT_IN_TRANSIT', '2026-03-14T21:00:00Z', named));
  await other`update events set reason = 'failed before' where state = 'pending'`;
  let processing: Promise<number> | undefined;
  await other.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${LOCK_KEYS.customerNames}, number) from generate_series(0, 255) as number`;
    processing = inbox.drain();
    await isWaiting();
    expect(await tx`select from facts where id = any(${[first, last]}) for update skip locked`).toHaveLength(2);
  });
  await processing;
  expect(await other`select from events where state <> 'processed'`).toHaveLength(0);
});

function batchOf(ids: readonly string[], event: string, timestamp: string, more: object = {}): string {
  const events = ids.map((id) => ({ event, timestamp, data: { id, friendlyId: id, ...more } }));
  return JSON.stringify({ sentAt: timestamp, events });
}
