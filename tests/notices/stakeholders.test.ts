import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { removeView, saveView } from '#db/queries/saved-views.ts';
import { stakeholdersOfShipment } from '#db/queries/stakeholders.ts';
import { watchesOf } from '#db/queries/watches.ts';
import { addUser, removeUser } from '#lib/auth/users.ts';
import type { Followed } from '#lib/model/subscription.ts';
import { addStakeholder, removeStakeholder } from '#lib/notices/followed/stakeholders.ts';
import { muteWatch, startWatch, stopWatch } from '#lib/notices/followed/watch.ts';
import { ownNotices } from '#lib/notices/own-notices.ts';
import { unsubscribe } from '#lib/notices/suppressions.ts';
import { startNotified } from '#tests/support/notified.ts';
import { hoursAgo, sailing } from '#tests/support/sailing.ts';
import { AUTH_SECRET } from '#tests/support/server.ts';

const ADMIN = 'ops@example.com';
const [ADA, BEN] = ['ada@example.com', 'ben@example.com'];
const HARBOUR = 'Harbour Home';
const PARTY = '019cf0de-7777-7111-8111-111111111111';
const notified = await startNotified();
const { sql } = notified.runtime;
const db = openDatabase(notified.databaseUrl, { max: 1 });
afterAll(() => db.$client.end());

let shipment = 90_000;
let shipmentId = '';
beforeEach(async () => {
  shipment += 100;
  await sql`truncate notices, notification_rules, suppressions, audit_entries, stopped_channels, saved_views, users, parties cascade`;
  await sql`
    insert into parties (id, provider, external_id, name, removed, reported_at)
    values (${PARTY}, 'flexport', '77', ${HARBOUR}, false, now())`;
  notified.mail.received.length = 0;
  await notified.deliver('flexport', sailing({ shipment, consignee: HARBOUR }));
  shipmentId = await idOf(shipment);
});

async function idOf(number: number): Promise<string> {
  const [row] = await sql<{ id: string }[]>`select id from shipments where external_id = ${String(number)}`;
  return row?.id ?? '';
}

const theShipment = (): Followed & { scope: 'shipment' } => ({ scope: 'shipment', subjectId: shipmentId });
const theCustomer = { scope: 'customer', subjectId: PARTY } as const;
const depart = (at = shipment, consignee = HARBOUR) =>
  notified.deliver('flexport', sailing({ shipment: at, consignee, departed: hoursAgo(5) }));
const received = () =>
  notified.mail.received.map(({ to, subject }) => `${to[0]?.address} ${subject?.split(',')[0]}`).sort();
const stake = (email: string, of: { scope: 'shipment' | 'customer'; subjectId: string }) =>
  addStakeholder(db, ADMIN, { email, ...of });
const stopMail = () => sql`insert into stopped_channels values ('email', 'a test', now())`;

describe('a stakeholder', () => {
  it('of a shipment is told of it and of no other, and is audited', async () => {
    expect(await stake(ADA, theShipment())).not.toBeNull();
    expect(await stake(ADA.toUpperCase(), theShipment())).toBeNull();
    await depart();
    await depart(shipment + 1);
    expect(received()).toEqual([`${ADA} Departed: FLEX-${shipment}`]);
    expect(notified.mail.received[0]?.text).toContain('you were named as a stakeholder');
    const audited = await sql`select actor, action from audit_entries`;
    expect([...audited]).toEqual([{ actor: ADMIN, action: 'stakeholder-added' }]);
  });

  it('of a customer is told of each of its shipments, also of new ones, and of no other customer', async () => {
    await stake(ADA, theCustomer);
    await depart();
    await depart(shipment + 1, ' HARBOUR home');
    await depart(shipment + 2, 'Prairie Foods');
    expect(received()).toEqual([`${ADA} Departed: FLEX-${shipment}`, `${ADA} Departed: FLEX-${shipment + 1}`]);
    const listed = await stakeholdersOfShipment(db, await idOf(shipment + 1));
    expect(listed).toMatchObject([{ email: ADA, partyId: PARTY, customer: HARBOUR, shipmentId: null }]);
    expect(await stakeholdersOfShipment(db, await idOf(shipment + 2))).toEqual([]);
  });

  it('who was removed gets nothing more, not even what waits; one of the customer too stays told', async () => {
    const id = await stake(ADA, theShipment());
    const other = await stake(BEN, theShipment());
    await stake(BEN, theCustomer);
    await stopMail();
    await depart();
    for (const one of [id, other]) expect(await removeStakeholder(db, ADMIN, one ?? '')).toBeNull();
    expect(await removeStakeholder(db, ADMIN, id ?? '')).toBe('This stakeholder was removed already.');
    await sql`delete from stopped_channels`;
    await notified.runtime.drain();
    expect(received()).toEqual([`${BEN} Departed: FLEX-${shipment}`]);
  });

  it('who is a user and is removed, gets nothing more', async () => {
    await addUser(db, 'test', { email: ADA, name: 'Ada', role: 'viewer', password: null });
    await stake(ADA, theCustomer);
    expect(await stakeholdersOfShipment(db, shipmentId)).toMatchObject([{ email: ADA, name: 'Ada' }]);
    const [user] = await sql`select id from users where email = ${ADA}`;
    expect(await removeUser(db, 'test', user?.id)).toBeNull();
    await depart();
    expect(received()).toEqual([]);
  });
});

describe('an address with several reasons', () => {
  const reasons = [
    () => stake(ADA, theShipment()),
    () => stake(ADA, theCustomer),
    () => startWatch(db, ADA, { followed: theShipment() }),
    () => startWatch(db, ADA, { followed: theCustomer }),
    () => startWatch(db, ADA, { followed: { scope: 'filter', filter: '?mode=ocean' } }),
  ];

  it.each([
    ['in this order', (all: typeof reasons) => all],
    ['in the reverse order', (all: typeof reasons) => all.toReversed()],
    ['two of them twice', (all: typeof reasons) => [...all, ...all.slice(1, 3)]],
  ])('gets one message for each milestone, %s', async (_name, ordered) => {
    for (const add of ordered(reasons)) await add();
    await depart();
    await depart();
    const { departed, arrived } = { departed: hoursAgo(5), arrived: hoursAgo(1) };
    await notified.deliver('flexport', sailing({ shipment, consignee: HARBOUR, departed, arrived }));
    expect(received()).toEqual([`${ADA} Arrived: FLEX-${shipment}`, `${ADA} Departed: FLEX-${shipment}`]);
  });

  it('gets one message if a reason is added or ends between webhooks, and one correction', async () => {
    const id = await stake(ADA, theShipment());
    await depart();
    await stake(ADA, theCustomer);
    await removeStakeholder(db, ADMIN, id ?? '');
    await depart();
    expect(received()).toEqual([`${ADA} Departed: FLEX-${shipment}`]);
    await notified.deliver('flexport', sailing({ shipment, consignee: HARBOUR }));
    expect(received()).toHaveLength(2);
    expect(notified.mail.received[1]?.subject).toContain('Correction');
  });

  it('who unsubscribes gets nothing for any of them, until they watch again themselves', async () => {
    for (const add of reasons) await add();
    await depart();
    const token = /\/unsubscribe\/([\w-]+)/.exec(notified.mail.received[0]?.text ?? '')?.[1] ?? '';
    expect(await unsubscribe(db, AUTH_SECRET, token)).toBe(true);
    await depart(shipment + 1);
    await stake(ADA, { scope: 'shipment', subjectId: await idOf(shipment + 1) });
    expect(received()).toHaveLength(1);
    expect(await stakeholdersOfShipment(db, shipmentId)).toMatchObject([
      { isSuppressed: true },
      { isSuppressed: true },
    ]);
    await startWatch(db, ADA, { followed: theCustomer });
    await depart(shipment + 2);
    expect(received()).toHaveLength(2);
  });
});

describe('a user who watches', () => {
  it('a customer in the application is told there, and not by e-mail', async () => {
    await addUser(db, 'test', { email: ADA, name: null, role: 'viewer', password: null });
    const [user] = await sql<{ id: string }[]>`select id from users where email = ${ADA}`;
    await startWatch(db, ADA, { followed: theCustomer, channel: 'app' });
    await depart();
    expect(received()).toEqual([]);
    const told = await ownNotices(db, { id: user?.id ?? '', email: ADA }, 5);
    expect(told.map(({ headline }) => headline)).toEqual([`FLEX-${shipment} departed`]);
  });

  it('mutes what they watch, which cancels what waits, and is told again after that', async () => {
    await startWatch(db, ADA, { followed: theCustomer });
    const [watch] = await watchesOf(db, ADA);
    expect(watch).toMatchObject({ title: HARBOUR, path: `/parties/${PARTY}`, mutedAt: null });
    await stopMail();
    await depart();
    const mute = (isMuted: boolean) => muteWatch(db, ADA, { id: watch?.id ?? '', isMuted });
    await mute(true);
    await depart(shipment + 1);
    await sql`delete from stopped_channels`;
    await notified.runtime.drain();
    expect(received()).toEqual([]);
    await mute(false);
    await depart(shipment + 2);
    expect(received()).toEqual([`${ADA} Departed: FLEX-${shipment + 2}`]);
    await stopWatch(db, BEN, { id: watch?.id ?? '' });
    expect(await watchesOf(db, ADA)).toHaveLength(1);
    await stopWatch(db, ADA, { id: watch?.id ?? '' });
    expect(await watchesOf(db, ADA)).toEqual([]);
  });

  it('a view is told of the shipments that it shows, as it is now, and of none when it is removed', async () => {
    await addUser(db, 'test', { email: ADA, name: null, role: 'viewer', password: null });
    const [user] = await sql<{ id: string }[]>`select id from users where email = ${ADA}`;
    const userId = user?.id ?? '';
    const save = (search: string) => saveView(db, { userId, list: '/shipments', name: 'To LA', search });
    await save('?pod=USLAX');
    const [view] = await sql<{ id: string }[]>`select id from saved_views`;
    await startWatch(db, ADA, { followed: { scope: 'view', subjectId: view?.id ?? '' }, label: 'To LA' });
    await depart();
    expect(received()).toEqual([`${ADA} Departed: FLEX-${shipment}`]);
    await save('?pod=NLRTM');
    await depart(shipment + 1);
    await save('?pod=USLAX');
    await removeView(db, userId, view?.id ?? '');
    await depart(shipment + 2);
    expect(received()).toHaveLength(1);
    expect(await watchesOf(db, ADA)).toMatchObject([{ title: 'To LA', path: null }]);
  });

  it('a view that another shares is told only as long as it is shared', async () => {
    await addUser(db, 'test', { email: BEN, name: null, role: 'viewer', password: null });
    const [owner] = await sql<{ id: string }[]>`select id from users where email = ${BEN}`;
    const save = (shared: boolean) =>
      saveView(db, { userId: owner?.id ?? '', list: '/shipments', name: 'Ocean', search: '?mode=ocean', shared });
    await save(true);
    const [view] = await sql<{ id: string }[]>`select id from saved_views`;
    await startWatch(db, ADA, { followed: { scope: 'view', subjectId: view?.id ?? '' }, label: 'Ocean' });
    await depart();
    await save(false);
    await depart(shipment + 1);
    expect(received()).toEqual([`${ADA} Departed: FLEX-${shipment}`]);
  });
});
