import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase, openSql, type Sql } from '#db/client.ts';
import { BOOKINGS, getBooking } from '#db/queries/bookings.ts';
import { CONTAINERS, getContainer } from '#db/queries/containers.ts';
import { countFacet, countTabs, readList } from '#db/queries/declared-list.ts';
import { DOCUMENTS, getDocument } from '#db/queries/documents.ts';
import { DRIFT } from '#db/queries/drift.ts';
import { ageingTotals, getInvoice } from '#db/queries/invoice.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import { getParty, PARTIES } from '#db/queries/parties.ts';
import { getProduct, PRODUCTS } from '#db/queries/products.ts';
import { getPurchaseOrder } from '#db/queries/purchase-order.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import { findRecords } from '#db/queries/record-search.ts';
import { getShipment } from '#db/queries/shipments.ts';
import { entityId } from '#lib/model/identity.ts';
import { daysApart } from '#lib/model/lateness.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { idOf, storeDocuments } from '#tests/support/document-fixtures.ts';

let sql: Sql;
let db: Database & { $client: Sql };
beforeAll(async () => {
  const url = await ownDatabase();
  sql = openSql(url, { max: 2 });
  db = openDatabase(url, { max: 4 });
  await storeDocuments(sql);
});
afterAll(() => Promise.all([sql.end(), db.$client.end()]));

const TODAY = '2026-03-20';

describe('a list of records', () => {
  it('finds a number by its beginning, in any notation', async () => {
    const found = await readList(db, BOOKINGS, { q: 'bk 00', limit: 50 });
    expect(found.data.map(({ number }) => number)).toEqual(['BK-001']);
    expect((await readList(db, BOOKINGS, { q: 'nothing', limit: 50 })).data).toEqual([]);
  });

  it('can be limited to a shipment, and contains it in each row', async () => {
    const shipment = entityId('shipment', 'test', 'S1');
    const [booking] = (await readList(db, BOOKINGS, { shipment, limit: 50 })).data;
    expect(booking?.shipments).toMatchObject([{ id: shipment, references: expect.any(Array) }]);
    expect((await readList(db, DOCUMENTS, { shipment, limit: 50 })).data).toHaveLength(1);
    expect((await readList(db, CONTAINERS, { shipment, limit: 50 })).data).toHaveLength(1);
    expect((await readList(db, PRODUCTS, { shipment, limit: 50 })).data.map(({ sku }) => sku)).toEqual(['SKU-1']);
    expect((await readList(db, BOOKINGS, { shipment: entityId('shipment', 'test', '?'), limit: 50 })).data).toEqual([]);
  });

  it('has counts for its tabs', async () => {
    expect(await countTabs(db, INVOICES, { today: TODAY })).toEqual({
      outstanding: 4,
      paid: 1,
      total: 5,
      overdue: 3,
      dueSoon: 0,
      findings: 0,
    });
    // The count of a tab ignores the filters of the open one.
    expect(await countTabs(db, INVOICES, { today: TODAY, status: 'paid', overdue: true })).toMatchObject({ total: 5 });
    expect(await countFacet(db, INVOICES, 'kind', { today: TODAY })).toEqual({ freight: 4, customer: 1, total: 5 });
    expect(await countFacet(db, INVOICES, 'status', { kind: 'customer' })).toMatchObject({ outstanding: 1, total: 1 });
    expect(await countTabs(db, BOOKINGS, { today: TODAY })).toMatchObject({
      submitted: 1,
      confirmed: 0,
      total: 1,
      late: 1,
    });
    expect(await countTabs(db, PURCHASE_ORDERS, { today: TODAY })).toEqual({
      open: 1,
      total: 1,
      late: 1,
    });
    expect(await countFacet(db, DOCUMENTS, 'type', {})).toEqual({ commercial_invoice: 1, total: 1 });
    expect(await countTabs(db, CONTAINERS, { today: TODAY })).toEqual({
      late: 1,
      freeSoon: 0,
      atTerminal: 0,
      emptyDue: 0,
      total: 1,
    });
    expect(await countFacet(db, CONTAINERS, 'mode', {})).toMatchObject({ ocean: 1, air: 0, total: 1 });
    expect(await countTabs(db, PARTIES, {})).toEqual({ company: 1, total: 1 });
  });
});

describe('an invoice', () => {
  it('has lines, steps, shipments, ageing and possible duplicates', async () => {
    const invoice = await getInvoice(db, idOf('invoice', 'I1'), { today: TODAY });
    expect(invoice).toMatchObject({ ageing: '1-30', lines: [{ name: 'Ocean freight' }], steps: [{ code: 'ISSUED' }] });
    expect(invoice?.shipments).toHaveLength(1);
    expect(invoice?.duplicates.map(({ id }) => id)).toEqual([idOf('invoice', 'I2')]);
  });

  it('is summed by currency and ageing, never across currencies', async () => {
    const totals = await ageingTotals(db, { kind: 'freight', today: TODAY });
    expect(totals).toEqual([
      { side: 'payable', currency: 'EUR', ageing: '61-90', count: 1, amount: '0.30' },
      { side: 'payable', currency: 'USD', ageing: '1-30', count: 2, amount: '2000.50' },
    ]);
  });
});

describe('a product', () => {
  it('is late with an open order that is late', async () => {
    // PO-778 had to arrive in March.
    const { data } = await readList(db, PRODUCTS, { late: true, limit: 5 });
    expect(data.map(({ sku }) => sku)).toEqual(['SKU-1']);
    expect(await countTabs(db, PRODUCTS, {})).toMatchObject({ late: 1, active: 1 });
  });
});

describe('a purchase order', () => {
  it('has position and lateness of each of its goods', async () => {
    const order = await getPurchaseOrder(db, idOf('purchase_order', 'P1'), { now: '2026-03-01T12:00:00.000Z' });
    const first = entityId('shipment', 'test', 'S1');
    expect(order?.shipments.find(({ id }) => id === first)).toMatchObject({
      foundBy: expect.arrayContaining(['reference', 'goods']),
      daysLate: 5,
    });
    expect(order?.lines[0]).toMatchObject({
      sku: 'SKU-1',
      goods: [{ shipmentId: first, containerNumber: 'MSKU6011672', units: 40, daysLate: 2 }],
    });
    expect(order?.lines[0]).toMatchObject({ units: 40, shipped: 0, booked: 40, open: 40 });
    expect(order?.lines[1]).toMatchObject({ shipped: 0, booked: 0, open: 10 });
    expect(order?.lines[1]?.goods).toEqual([]);
    expect((await readList(db, PURCHASE_ORDERS, { sku: 'SKU-2', limit: 5 })).data).toHaveLength(1);
  });

  it('becomes later every day until its goods are delivered, also after the vessel arrived', async () => {
    const order = await getPurchaseOrder(db, idOf('purchase_order', 'P1'), { now: '2026-06-01T12:00:00.000Z' });
    const must = (order?.lines[0]?.mustArriveOn ?? order?.mustArriveOn) as string;
    expect(order?.lines[0]?.goods[0]?.daysLate).toBe(daysApart(must, '2026-06-01'));
  });

  it('and the shipment with its number are linked, in the list and in both details', async () => {
    const first = entityId('shipment', 'test', 'S1');
    const [listed] = (await readList(db, PURCHASE_ORDERS, { shipment: first, limit: 5 })).data;
    expect(listed?.id).toBe(idOf('purchase_order', 'P1'));
    expect(listed?.shipments.map(({ id }) => id)).toContain(first);
    expect((await getShipment(db, first))?.purchaseOrders).toMatchObject([{ id: listed?.id, number: 'PO-778' }]);
  });
});

describe('a booking whose shipment was delivered', () => {
  it('is shipped, not awaiting confirmation, in the list, its tabs and its page', async () => {
    const [stored] = await sql`select id, status from shipments where external_id = 'S1'`;
    await sql`update shipments set status = 'delivered' where id = ${stored?.id}`;
    expect((await getBooking(db, idOf('booking', 'B1')))?.status).toBe('shipped');
    expect((await readList(db, BOOKINGS, { status: 'shipped', limit: 5 })).data.map(({ status }) => status)).toEqual([
      'shipped',
    ]);
    expect((await readList(db, BOOKINGS, { status: 'submitted', limit: 5 })).data).toEqual([]);
    expect(await countTabs(db, BOOKINGS, { today: TODAY })).toMatchObject({
      shipped: 1,
      submitted: 0,
      total: 1,
      late: 0,
    });
    await sql`update shipments set status = ${stored?.status} where id = ${stored?.id}`;
  });
});

describe('corrected values', () => {
  it('are listed with missed webhooks first; values that a sync only added are counted separately', async () => {
    const causes = ['silent_change', 'completed', 'missed_webhook', 'conflict'];
    for (const [minute, cause] of causes.entries()) {
      await sql`insert into drift (run_id, provider, event_id, entity_type, entity_id, field, cause, corrected_at)
        values (gen_random_uuid(), 'test', gen_random_uuid(), 'shipment', gen_random_uuid(), 'eta', ${cause},
          ${`2026-03-01T00:0${minute}:00Z`})`;
    }
    const listed = async (cause?: 'completed') =>
      (await readList(db, DRIFT, { cause, limit: 10 })).data.map((row) => row.cause);
    expect(await listed()).toEqual(['missed_webhook', 'conflict', 'silent_change']);
    expect(await listed('completed')).toEqual(['completed']);
    expect(await countFacet(db, DRIFT, 'cause', {})).toMatchObject({ completed: 1, missed_webhook: 1, total: 3 });
    await sql`update drift set corrected_at = now() - interval '47 hours' where cause = 'conflict'`;
    const recent = (days: number) => readList(db, DRIFT, { days, limit: 10 });
    expect((await recent(2)).data.map((row) => row.cause)).toEqual(['conflict']);
    expect((await recent(1)).data).toEqual([]);
    const first = await readList(db, DRIFT, { limit: 2 });
    const rest = await readList(db, DRIFT, { limit: 2, cursor: first.nextCursor ?? undefined });
    expect([...first.data, ...rest.data].map((row) => row.cause)).toEqual(await listed());
  });
});

describe('the other records', () => {
  it('contain related records', async () => {
    const product = await getProduct(db, idOf('product', 'SKU1'));
    expect(product).toMatchObject({
      orders: [{ order: { number: 'PO-778' } }],
      shipments: [{ goods: [{ units: 40 }] }],
    });
    expect(await getBooking(db, idOf('booking', 'B1'))).toMatchObject({ steps: [{ code: 'SUBMITTED' }] });
    expect(await getDocument(db, idOf('document', 'D1'))).toMatchObject({ shipments: [{ externalId: 'S1' }] });
    const [box] = (await readList(db, CONTAINERS, { q: 'msku 601', late: true, today: TODAY, limit: 5 })).data;
    expect(await getContainer(db, box?.id ?? '')).toMatchObject({
      number: 'MSKU6011672',
      milestones: [{ code: 'DISCHARGED' }],
      goods: [{ sku: 'SKU-1' }],
    });
    const [party] = (await readList(db, PARTIES, { q: 'har', limit: 5 })).data;
    expect(await getParty(db, party?.id ?? '')).toMatchObject({
      shipments: [{ externalId: 'S1', roles: ['consignee'] }],
    });
  });

  it('return null if they do not exist', async () => {
    const unknownId = '00000000-0000-4000-8000-000000000000';
    for (const get of [getBooking, getContainer, getDocument, getInvoice, getParty, getProduct, getPurchaseOrder]) {
      expect(await get(db, unknownId)).toBeNull();
    }
  });
});

describe('a due day', () => {
  const late = async () => [
    (await readList(db, CONTAINERS, { late: true, limit: 5 })).data.length,
    (await readList(db, PURCHASE_ORDERS, { late: true, limit: 5 })).data.length,
  ];

  it('ends at midnight of the terminal or of the destination, not of UTC', async () => {
    const setEnds = (at: Date) =>
      sql.begin(async (tx) => {
        await tx`update containers set last_free_day = to_char(now() - interval '1 day', 'YYYY-MM-DD'), free_time_ends_at = ${at}`;
        await tx`update purchase_orders set must_arrive_on = to_char(now() - interval '1 day', 'YYYY-MM-DD'), late_at = ${at}`;
      });
    await setEnds(new Date(Date.now() + 60_000));
    expect(await late()).toEqual([0, 0]);
    await setEnds(new Date(Date.now() - 60_000));
    expect(await late()).toEqual([1, 1]);
  });
});

describe('a text of the command menu', () => {
  const found = async (text: string) =>
    (await findRecords(db, text)).map(({ kind, name, isWhole }) => `${isWhole ? 'is' : 'begins'} ${kind} ${name}`);

  it('names the records and parties that it is, in any notation, before those that it begins', async () => {
    expect(await found('inv-3')).toEqual(['is invoice INV-3']);
    expect(await found('inv 1')).toEqual(['is invoice INV-1', 'is invoice inv 1']);
    expect((await found('INV')).filter((one) => one.startsWith('begins invoice'))).toEqual([
      'begins invoice INV-1',
      'begins invoice INV-3',
      'begins invoice inv 1',
    ]);
    expect(await found('harbour li')).toEqual(['begins party Harbour Light']);
    expect(await found('MSKU 601167 2')).toEqual(['is container MSKU6011672']);
  });

  it('names a product by its SKU', async () => {
    expect(await found('sku-1')).toEqual(['is product SKU-1']);
  });

  it('names nothing by less than two letters or digits', async () => {
    for (const text of ['', 'I', '%', '_ -', 'I\0']) expect(await found(text)).toEqual([]);
  });
});
