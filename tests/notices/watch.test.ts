import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { listRules } from '#db/queries/notification-rules.ts';
import { watchOf } from '#db/queries/watches.ts';
import { addUser, removeUser } from '#lib/auth/users.ts';
import { startWatch, stopWatch } from '#lib/notices/followed/watch.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';

const notified = await startNotified();
const { sql } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

const ADA = 'ada@example.com';
let shipment = 60_000;
let shipmentId = '';
beforeEach(async () => {
  shipment += 100;
  await sql`truncate notices, notification_rules, audit_entries cascade`;
  notified.mail.received.length = 0;
  await notified.deliver('flexport', sailing({ shipment }));
  const [row] = await sql`select id from shipments where external_id = ${String(shipment)}`;
  shipmentId = row?.id;
});

const shipmentOf = (): { scope: 'shipment'; subjectId: string } => ({ scope: 'shipment', subjectId: shipmentId });
const watch = (email: string) => startWatch(db, email, { followed: shipmentOf() });
const isWatched = async (email: string) => (await watchOf(db, email, shipmentOf())) !== null;
const recipients = () => notified.mail.received.map(({ to, subject }) => `${to[0]?.address} ${subject?.split(',')[0]}`);

describe('a watched shipment', () => {
  it('is told to the user who watches it, once, and no other shipment is', async () => {
    await watch(ADA);
    await watch(ADA);
    expect(await isWatched(ADA)).toBe(true);
    expect(await isWatched('ben@example.com')).toBe(false);
    await notified.deliver('flexport', sailing({ shipment: shipment + 1, departed: hoursAgo(5) }));
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    expect(recipients()).toEqual([`${ADA} Departed: FLEX-${shipment}`]);
    expect(await listRules(db)).toEqual([]);
    expect((await sql`select actor, action from audit_entries`).map((row) => ({ ...row }))).toEqual([
      { actor: ADA, action: 'shipment-watched' },
    ]);
  });

  it('is not told any more once the user stops, and what waits is cancelled; watched again it is told from then on', async () => {
    await watch(ADA);
    await sql`insert into stopped_channels values ('email', 'a test', now())`;
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    await stopWatch(db, ADA, shipmentOf());
    await sql`delete from stopped_channels`;
    await watch(ADA);
    await notified.runtime.drain();
    expect(recipients()).toEqual([]);
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5), arrived: hoursAgo(1) }));
    expect(recipients()).toEqual([`${ADA} Arrived: FLEX-${shipment}`]);
  });

  it('is not told to a user who was removed', async () => {
    await addUser(db, 'test', { email: ADA, name: null, role: 'viewer', password: null });
    await watch(ADA);
    const [user] = await sql`select id from users where email = ${ADA}`;
    expect(await removeUser(db, 'test', user?.id)).toBeNull();
    await notified.deliver('flexport', sailing({ shipment, departed: hoursAgo(5) }));
    expect(recipients()).toEqual([]);
    expect(await isWatched(ADA)).toBe(false);
  });
});
