import { afterAll, beforeAll, expect, it } from 'vitest';
import { orderLateness } from '#components/purchase-orders/order-lateness.ts';
import { openDatabase } from '#db/client.ts';
import { countTabs, readList } from '#db/queries/declared-list.ts';
import { PRODUCTS } from '#db/queries/products.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import type { Change } from '#lib/model/change.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { parseMoment } from '#lib/model/time.ts';
import { zoneOffset } from '#lib/model/zone.ts';
import { applyEvents } from '#lib/projections/apply.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { dayFromNow } from '#tests/support/records.ts';

const db = openDatabase(await ownDatabase(), { max: 2 });
const sql = db.$client;
afterAll(() => sql.end());

const LOS_ANGELES = { name: 'Los Angeles', country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' };

/** A time on the clock of Los Angeles, some days from now, with its offset. */
function inLosAngeles(days: number, clock: string): string {
  const day = dayFromNow(days);
  const hours = (zoneOffset(LOS_ANGELES.timeZone, Date.parse(`${day}T12:00:00Z`)) ?? 0) / 3_600_000;
  return `${day}T${clock}:00-0${-hours}:00`;
}

type Order = { mustArriveOn?: string; line?: string; eta?: string; arrived?: 'delivered' };

/** An order with a line, and the shipment that has its number, if it is on one. */
function orderChanges(number: string, { mustArriveOn, line, eta, arrived }: Order): Change[] {
  const lines = [{ sku: `SKU ${number}`, ...(line && { mustArriveOn: line }) }];
  const order = {
    number,
    status: 'open' as const,
    destination: LOS_ANGELES,
    lines,
    ...(mustArriveOn && { mustArriveOn }),
  };
  const moment = eta === undefined ? null : parseMoment(eta);
  const about = { shipment: number, leg: '1', classifier: 'EST' } as const;
  return [
    { kind: 'record', recordType: 'purchase_order', record: number, fields: order },
    { kind: 'record', recordType: 'product', record: number, fields: { sku: `SKU ${number}` } },
    ...(moment
      ? ([
          { kind: 'shipment', shipment: number, fields: { mode: 'ocean' } },
          { kind: 'reference', shipment: number, type: 'purchase_order', value: number },
          { kind: 'leg', shipment: number, leg: '1', fields: { mode: 'ocean', destination: LOS_ANGELES } },
          { kind: 'milestone', ...about, code: 'ARRIVED', moment },
        ] satisfies Change[])
      : []),
    ...(arrived && moment
      ? ([
          {
            kind: 'milestone',
            shipment: number,
            code: 'DELIVERED',
            classifier: 'ACT',
            moment: parseMoment(dayFromNow(-1)) ?? moment,
          },
        ] satisfies Change[])
      : []),
  ];
}

const [in2, in9] = [dayFromNow(2), dayFromNow(9)];
const ORDERS: Record<string, Order> = {
  AFTER: { mustArriveOn: in2, eta: dayFromNow(5) },
  'NEXT-DAY': { mustArriveOn: in2, eta: inLosAngeles(3, '00:30') },
  // In UTC that is the day after.
  'ON-THE-DAY': { mustArriveOn: in2, eta: inLosAngeles(2, '23:30') },
  'SAME-DATE': { mustArriveOn: in2, eta: in2 },
  'NO-SHIPMENT': { mustArriveOn: in2 },
  'NO-DATE': { eta: dayFromNow(5) },
  LATE: { mustArriveOn: dayFromNow(-4), eta: dayFromNow(5) },
  DELIVERED: { mustArriveOn: in2, eta: dayFromNow(5), arrived: 'delivered' },
  // A line is wanted earlier, but nobody knows whether it is on this shipment.
  'EARLIER-LINE': { mustArriveOn: in9, line: in2, eta: inLosAngeles(5, '12:00') },
  'EARLIER-LINE-AFTER': { mustArriveOn: in9, line: in2, eta: inLosAngeles(10, '12:00') },
};
const EXPECTED_LATE = ['AFTER', 'EARLIER-LINE-AFTER', 'NEXT-DAY'];

beforeAll(async () => {
  const changes = Object.entries(ORDERS).flatMap(([number, order]) => orderChanges(number, order));
  await sql.begin((tx) => applyEvents(tx, [reportedEvent(new Date(Date.now() - 60_000).toISOString(), ...changes)]));
});

it('orders are expected late whose shipment comes after the date that was required, and which are not late yet', async () => {
  const listed = await readList(db, PURCHASE_ORDERS, { expectedLate: true, limit: 50 });
  expect(listed.data.map(({ number }) => number).sort()).toEqual(EXPECTED_LATE);
  expect(await countTabs(db, PURCHASE_ORDERS, {})).toMatchObject({ late: 1 });
  const today = new Date().toISOString().slice(0, 10);
  expect(await countTabs(db, PURCHASE_ORDERS, { today })).toMatchObject({ late: 1 });
});

it('they are those that their rows call so', async () => {
  const all = await readList(db, PURCHASE_ORDERS, { limit: 50 });
  expect(all.data).toHaveLength(Object.keys(ORDERS).length);
  const called = all.data.filter((order) => orderLateness(order, Date.now(), DEFAULT_LATENESS)?.is === 'expected_late');
  expect(called.map(({ number }) => number).sort()).toEqual(EXPECTED_LATE);
});

it('products are listed by such orders', async () => {
  const listed = await readList(db, PRODUCTS, { expectedLate: true, limit: 50 });
  expect(listed.data.map(({ sku }) => sku).sort()).toEqual(EXPECTED_LATE.map((number) => `SKU ${number}`));
});
