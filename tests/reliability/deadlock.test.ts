import { afterAll, expect, it } from 'vitest';
import { openSql } from '#db/client.ts';
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

it('a batch that the database ended because of a deadlock is processed again at once, without a failed attempt', async () => {
  await inbox.deliver('mvmnt', batchOf('SHIPMENT_BOOKED', '2026-03-14T18:00:00Z'));
  await inbox.drain();
  await inbox.deliver('mvmnt', batchOf('SHIPMENT_DISPATCHED', '2026-03-14T19:00:00Z'));
  const [first, last] = await other<{ id: string }[]>`select id from facts where external_id = any(${IDS}) order by id`;
  let processing: Promise<number> | undefined;
  await other.begin(async (tx) => {
    // This one is never the one that is ended.
    await tx`set local deadlock_timeout = '1h'`;
    await tx`select from facts where id = ${String(last?.id)} for update`;
    processing = inbox.drain();
    await eventually(
      () => inbox.sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      (waiting) => waiting.length > 0,
    );
    await tx`select from facts where id = ${String(first?.id)} for update`;
  });
  await processing;
  await eventually(
    () => other`select from pg_stat_database where datname = current_database() and deadlocks = 1`,
    (rows) => rows.length === 1,
  );
  const events = await other`select state, attempts from events order by reported_at`;
  expect([...events]).toEqual(Array.from({ length: 4 }, () => ({ state: 'processed', attempts: 1 })));
});

function batchOf(event: string, timestamp: string): string {
  const events = IDS.map((id) => ({ event, timestamp, data: { id, friendlyId: id } }));
  return JSON.stringify({ sentAt: timestamp, events });
}
