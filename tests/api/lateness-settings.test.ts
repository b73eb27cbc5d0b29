import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { readList } from '#db/queries/declared-list.ts';
import { latenessSettings } from '#db/queries/lateness.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { Change } from '#lib/model/change.ts';
import { eventId } from '#lib/model/identity.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { parseMoment } from '#lib/model/time.ts';
import { recalculateLateness } from '#lib/pipeline/recalculate-settings.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { changeLateness } from '#lib/projections/lateness-limits.ts';
import { recalculateNext } from '#lib/projections/recalculate-lateness.ts';
import { eventually } from '#tests/support/await.ts';
import { ownDatabase } from '#tests/support/database.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ADMIN = 'admin@example.com';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 4 });
  db = openDatabase(url, { max: 2 });
  await store([
    ...expected('ocean', 'S2', isoBefore(2 * DAY).slice(0, 10)),
    ...expected('ocean', 'S9', isoBefore(9 * DAY).slice(0, 10)),
    ...expected('truck', 'T6', isoBefore(6 * HOUR)),
    {
      kind: 'record',
      recordType: 'purchase_order',
      record: 'P3',
      fields: { mustArriveOn: isoBefore(3 * DAY).slice(0, 10) },
    },
    ...delivered('D'),
  ]);
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

const isoBefore = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

async function store(changes: Change[], key = 'first'): Promise<void> {
  const reportedAt = isoBefore(20 * DAY);
  await sql.begin(async (tx) => {
    await shareProjections(tx);
    await applyEvents(tx, [
      { id: eventId('test', key), key, provider: 'test', reportedAt, learnedAt: reportedAt, changes },
    ]);
  });
}

function expected(mode: 'ocean' | 'truck', id: string, eta: string): Change[] {
  const moment = parseMoment(eta);
  if (!moment) throw new Error(`${eta} is not a time`);
  return [
    { kind: 'shipment', shipment: id, fields: { mode } },
    { kind: 'leg', shipment: id, leg: `${id}1`, fields: { mode } },
    { kind: 'milestone', shipment: id, code: 'ARRIVED', classifier: 'EST', leg: `${id}1`, moment },
  ];
}

function delivered(id: string): Change[] {
  const moment = parseMoment(isoBefore(DAY));
  return moment ? [{ kind: 'milestone', shipment: id, code: 'DELIVERED', classifier: 'ACT', moment }] : [];
}

/** What the tabs of late and overdue shipments and of late orders list. */
async function listed(): Promise<{ late: string; overdue: string; orders: string }> {
  const [late, overdue, orders, onDay] = await Promise.all([
    readList(db, SHIPMENTS, { view: 'late', limit: 10 }),
    readList(db, SHIPMENTS, { view: 'overdue', limit: 10 }),
    readList(db, PURCHASE_ORDERS, { late: true, limit: 10 }),
    readList(db, PURCHASE_ORDERS, { late: true, today: new Date().toISOString().slice(0, 10), limit: 10 }),
  ]);
  const names = ({ data }: { data: { externalId: string }[] }) =>
    data
      .map(({ externalId }) => externalId)
      .sort()
      .join(' ');
  expect(names(onDay)).toBe(names(orders));
  return { late: names(late), overdue: names(overdue), orders: names(orders) };
}

const change = (limits: Partial<typeof DEFAULT_LATENESS>) =>
  changeLateness(sql, ADMIN, { ...DEFAULT_LATENESS, ...limits });

describe('what counts as late', () => {
  it('is the default until an admin changes it', async () => {
    expect(await latenessSettings(db)).toEqual({ limits: DEFAULT_LATENESS, changed: null, isRecalculating: false });
    expect(await listed()).toEqual({ late: 'S9 T6', overdue: 'S9 T6', orders: 'P3' });
  });

  it('applies to lists without a new event once it is changed, and is audited', async () => {
    await change({ ocean: 1, truck: 12, purchase_order: 5 });
    expect(await latenessSettings(db)).toMatchObject({ changed: { by: ADMIN }, isRecalculating: true });
    await recalculateLateness(sql);
    expect(await latenessSettings(db)).toMatchObject({
      limits: { ocean: 1, air: 1, truck: 12, purchase_order: 5 },
      isRecalculating: false,
    });
    expect(await listed()).toEqual({ late: 'S2 S9', overdue: 'S2 S9', orders: '' });
    const entries = await sql`select actor, action, subject from audit_entries`;
    expect([...entries]).toEqual([
      {
        actor: ADMIN,
        action: 'lateness-changed',
        subject: 'ocean 3 to 1 d, truck 4 to 12 h, purchase_order 1 to 5 d',
      },
    ]);
  });

  it('applies to events that arrive afterwards', async () => {
    await store(expected('ocean', 'S4', isoBefore(4 * DAY).slice(0, 10)), 'after');
    expect((await listed()).late).toBe('S2 S4 S9');
  });

  it('is not audited if it is submitted unchanged', async () => {
    await change({ ocean: 1, truck: 12, purchase_order: 5 });
    expect(await latenessSettings(db)).toMatchObject({ isRecalculating: false });
    expect(await sql`select 1 from audit_entries`).toHaveLength(1);
  });

  it('is recalculated from the beginning if it is changed again before all entities are done', async () => {
    await change({ ocean: 30 });
    await sql.begin(async (tx) => {
      expect((await recalculateNext(tx))?.length).toBeGreaterThan(0);
      expect((await sql.begin((other) => recalculateNext(other))) ?? 'another worker does it').toBe(
        'another worker does it',
      );
    });
    await change({});
    await recalculateLateness(sql);
    expect(await listed()).toEqual({ late: 'S4 S9 T6', overdue: 'S4 S9 T6', orders: 'P3' });
  });

  it('changes only between batches, so that no batch writes what an earlier limit gave', async () => {
    let changed = false;
    let changing: Promise<void> = Promise.resolve();
    await sql.begin(async (tx) => {
      await shareProjections(tx);
      changing = change({ ocean: 10 }).then(() => {
        changed = true;
      });
      const waiting = () => sql`select 1 from pg_locks where not granted and locktype = 'advisory'`;
      await eventually(waiting, ({ length }) => length === 1);
      expect(changed).toBe(false);
    });
    await changing;
    expect((await latenessSettings(db)).limits.ocean).toBe(10);
  });
});
