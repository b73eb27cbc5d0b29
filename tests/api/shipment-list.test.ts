import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { countTabs, readList } from '#db/queries/declared-list.ts';
import { chooseColumns, listColumnChoices } from '#db/queries/list-columns.ts';
import { listNavViews, listSavedViews, MAX_SAVED_VIEWS, removeView, saveView } from '#db/queries/saved-views.ts';
import { readShipmentLines } from '#db/queries/shipment-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { parseMoment } from '#lib/model/time.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  await store(
    shipment('A', '2026-04-03', '2026-03-20'),
    shipment('B', '2026-04-01', '2026-03-18'),
    shipment('C', null, null),
    [...shipment('D', '2026-04-02', '2026-03-17'), ...shipment('E', null, '2026-03-16'), ...delivered('D')],
  );
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

async function store(...changeLists: Change[][]): Promise<void> {
  const events = changeLists.map((changes, at) => {
    const key = `list ${at}`;
    const time = new Date(Date.UTC(2026, 2, 1, 0, at)).toISOString();
    return { id: eventId('test', key), key, provider: 'test', reportedAt: time, learnedAt: time, changes };
  });
  await sql.begin((tx) => applyEvents(tx, events));
}

function shipment(id: string, eta: string | null, lastFreeDay: string | null): Change[] {
  const changes: Change[] = [
    { kind: 'shipment', shipment: id, fields: { mode: 'ocean' } },
    { kind: 'reference', shipment: id, type: 'purchase_order', value: `PO-${id}` },
    { kind: 'leg', shipment: id, leg: `${id}1`, fields: { mode: 'ocean' } },
  ];
  if (lastFreeDay) changes.push({ kind: 'container', shipment: id, container: `${id}X`, fields: { lastFreeDay } });
  const moment = eta === null ? null : parseMoment(eta);
  if (moment) {
    changes.push({ kind: 'milestone', shipment: id, code: 'ARRIVED', classifier: 'EST', leg: `${id}1`, moment });
  }
  return changes;
}

function delivered(id: string): Change[] {
  const moment = parseMoment('2026-03-19T10:00:00Z');
  return moment ? [{ kind: 'milestone', shipment: id, code: 'DELIVERED', classifier: 'ACT', moment }] : [];
}

const names = (page: { data: { externalId: string }[] }) => page.data.map(({ externalId }) => externalId).join('');

describe('the list of shipments', () => {
  it('sorts by arrival, shipments without an ETA last, and pages in that order', async () => {
    expect(names(await readList(db, SHIPMENTS, { sort: 'eta', limit: 10 }))).toMatch(/^BDA[CE]{2}$/);
    expect(names(await readList(db, SHIPMENTS, { sort: 'eta', direction: 'desc', limit: 10 }))).toMatch(/^ADB[CE]{2}$/);
    const first = await readList(db, SHIPMENTS, { sort: 'eta', limit: 2 });
    const second = await readList(db, SHIPMENTS, { sort: 'eta', limit: 2, cursor: first.nextCursor ?? '' });
    expect(names(first) + names(second)).toMatch(/^BDA[CE]$/);
    expect(names(await readList(db, SHIPMENTS, { sort: 'eta', limit: 2, before: second.previousCursor ?? '' }))).toBe(
      'BD',
    );
  });

  it('finds many references at once, and returns the unknown ones', async () => {
    const refs = ['po a', 'PO-B', 'PO-Z', 'X/1'];
    const found = await readShipmentLines(db, { refs, limit: 10 });
    expect(names(found).split('').sort().join('')).toBe('AB');
    expect(found.unknown).toEqual(['PO-Z', 'X/1']);
    expect(await countTabs(db, SHIPMENTS, { refs })).toMatchObject({ total: 2, charges: 2 });
    expect(await countTabs(db, SHIPMENTS, {})).toMatchObject({ total: 5, charges: 3 });
  });

  it('has the last free day of containers that are still at the terminal', async () => {
    const { data } = await readShipmentLines(db, { limit: 10 });
    const days = Object.fromEntries(data.map(({ externalId, freeUntil }) => [externalId, freeUntil]));
    expect(days).toEqual({ A: '2026-03-20', B: '2026-03-18', C: null, D: null, E: '2026-03-16' });
  });
});

describe('a saved view', () => {
  const ada = '00000000-0000-4000-8000-000000000001';
  const bob = '00000000-0000-4000-8000-000000000002';
  const kept = async (userId: string) =>
    (await listSavedViews(db, userId, '/shipments')).map(({ name, search }) => name + search);

  it('belongs to its owner: it is replaced by one of the same name, and only the owner can remove it', async () => {
    await saveView(db, { userId: ada, list: '/shipments', name: 'Late air', search: '?mode=air' });
    await saveView(db, { userId: ada, list: '/shipments', name: 'Late air', search: '?mode=air&view=late' });
    await saveView(db, { userId: ada, list: '/invoices', name: 'Late air', search: '?overdue=true' });
    expect(await kept(ada)).toEqual(['Late air?mode=air&view=late']);
    expect(await kept(bob)).toEqual([]);
    const [view] = await listSavedViews(db, ada, '/shipments');
    await removeView(db, bob, view?.id ?? '');
    expect(await kept(ada)).toHaveLength(1);
    await removeView(db, ada, view?.id ?? '');
    expect(await kept(ada)).toEqual([]);
  });

  it('is in the navigation of its owner, and of all others if it is shared', async () => {
    const [eve, kim] = [randomUUID(), randomUUID()];
    await saveView(db, { userId: eve, list: '/shipments', name: 'Own', search: '?mode=air' });
    await saveView(db, { userId: eve, list: '/bookings', name: 'Common', search: '?late=true', shared: true });
    const named = async (userId: string) =>
      (await listNavViews(db, userId)).map(({ list, name, isShared }) => `${list} ${name} ${isShared}`);
    expect(await named(eve)).toEqual(['/bookings Common true', '/shipments Own false']);
    expect(await named(kim)).toEqual(['/bookings Common true']);
  });

  it('is rejected when there are too many', async () => {
    for (let at = 0; at < MAX_SAVED_VIEWS; at += 1) {
      expect(await saveView(db, { userId: bob, list: '/shipments', name: `View ${at}`, search: '?q=1' })).toBe(true);
    }
    expect(await saveView(db, { userId: bob, list: '/shipments', name: 'One more', search: '?q=1' })).toBe(false);
    expect(await saveView(db, { userId: bob, list: '/shipments', name: 'View 3', search: '?q=2' })).toBe(true);
  });
});

describe('the columns of a list', () => {
  it('are hidden and pinned for one user and one list, in the order of pinning, and shown again', async () => {
    const [ada, bob] = [randomUUID(), randomUUID()];
    await chooseColumns(db, ada, '/shipments', { hidden: ['progress', 'free'], pinned: ['status', 'route'] });
    await chooseColumns(db, ada, '/invoices', { hidden: ['total'], pinned: [] });
    expect(await listColumnChoices(db, ada)).toEqual({
      '/containers': { hidden: CONTAINERS.hidden, pinned: [] },
      '/shipments': { hidden: ['progress', 'free'], pinned: ['status', 'route'] },
      '/invoices': { hidden: ['total'], pinned: [] },
    });
    expect(Object.keys(await listColumnChoices(db, bob))).toEqual(['/containers']);
    await chooseColumns(db, bob, '/containers', { hidden: [], pinned: [] });
    expect(await listColumnChoices(db, bob)).toEqual({ '/containers': { hidden: [], pinned: [] } });
    await chooseColumns(db, ada, '/shipments', { hidden: [], pinned: ['route'] });
    expect(await listColumnChoices(db, ada)).toMatchObject({ '/shipments': { hidden: [], pinned: ['route'] } });
  });
});
