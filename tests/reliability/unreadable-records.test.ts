/**
 * Dates and amounts of orders, bookings and invoices that cannot be read. They are said where an operator of that record looks, until they are
 * stated in a form that can be read; what was read before stays.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/client.ts';
import { exceptionsOfRecord } from '#db/queries/exceptions.ts';
import { checkText } from '#lib/words/check-text.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const url = await ownDatabase();
const inbox = await ownInbox(url);
const db = openDatabase(url, { max: 1 });
afterAll(() => db.$client.end());
const { sql, deliver, drain } = inbox;
let number = 6_700_000;
const next = () => {
  number += 100;
  return number;
};
const { inBothOrders, shipmentId } = storiesOn(inbox, next);

type Json = Record<string, unknown>;

function flexport(day: number, type: string, resource: Json): Sent {
  number += 1;
  const at = `2026-05-${String(day).padStart(2, '0')}T08:00:00.000Z`;
  const event = { _object: '/event', id: number, version: 2, type, occurred_at: at, created_at: at };
  return { provider: 'flexport', body: { ...event, data: { resource } } };
}
const order = (day: number, id: number, more: Json) =>
  flexport(day, '/purchase_order#updated', {
    _object: '/purchase_order',
    id,
    name: `PO-${id}`,
    status: 'open',
    ...more,
  });
const booking = (day: number, id: number, more: Json) =>
  flexport(day, '/booking#amended', { _object: '/booking', id, name: `B-${id}`, status: 'submitted', ...more });
const money = (amount: unknown) => ({ _object: '/money', amount, currency_code: 'USD' });
const invoice = (day: number, id: number, more: Json) =>
  flexport(day, '/invoice#invoice_shared', {
    ...{ _object: '/invoice', id: String(id), name: `INV-${id}`, status: 'outstanding', due_date: '2026-06-30' },
    ...{ total: money('120.00'), balance: money('120.00'), ...more },
  });
const mvmnt = (day: number, id: number, event: string, data: Json): Sent => ({
  provider: 'mvmnt',
  body: {
    sentAt: '2026-05-28T08:00:00Z',
    events: [
      { event, timestamp: `2026-05-${String(day).padStart(2, '0')}T08:00:00Z`, data: { id: truckId(id), ...data } },
    ],
  },
});
const bill = (day: number, id: number, more: Json) =>
  mvmnt(day, id, 'CARRIER_INVOICE_CREATED', { reference: `BILL-${id}`, currency: 'USD', amount: 1200, ...more });

const raised = async (table: string, id: string) =>
  (
    await sql`select condition.type, details, deadline from exception_conditions as condition
      where entity_id = (select id from ${sql(table)} where external_id = ${id}) and condition.type = 'data.unreadable'
      order by part`
  ).map(({ type, details, deadline }) => exceptionSentence({ type, details, deadline }));
const conditionsOf = async (table: string, id: string) =>
  (
    await sql`select type from exception_conditions
      where entity_id = (select id from ${sql(table)} where external_id = ${id}) order by type`
  ).map(({ type }) => type);
const invoiceOf = async (id: string) => {
  const [row] = await sql`select total, due_on as "dueOn", currency, checks from invoices where external_id = ${id}`;
  return { ...row, checks: (row?.checks ?? []).map((check: never) => checkText(check, row?.currency)) };
};

describe('a purchase order', () => {
  inBothOrders(
    'says which of its dates cannot be read, and keeps those that were read before',
    (id) => [
      order(1, id, { cargo_ready_date: '2026-05-20', must_arrive_date: '2026-06-20' }),
      order(2, id, { cargo_ready_date: 'ASAP', must_arrive_date: 'calendar week 26' }),
    ],
    async (id) => {
      expect(await raised('purchase_orders', id)).toEqual([
        'Cargo ready “ASAP” cannot be read',
        'Required delivery date “calendar week 26” cannot be read',
      ]);
      const rows =
        await sql`select cargo_ready_on as ready, must_arrive_on as due from purchase_orders where external_id = ${id}`;
      expect(rows).toEqual([{ ready: '2026-05-20', due: '2026-06-20' }]);
    },
  );

  inBothOrders(
    'says nothing any more once they are corrected, or it is closed',
    (id) => [
      order(1, id, { cargo_ready_date: 'ASAP', must_arrive_date: 'soon' }),
      order(2, id, { cargo_ready_date: '2026-05-20', must_arrive_date: 'TBD' }),
      order(3, id, { status: 'closed' }),
    ],
    async (id) => expect(await raised('purchase_orders', id)).toEqual([]),
  );

  inBothOrders(
    'says which values of its lines cannot be read',
    (id) => [
      order(1, id, { line_items: [{ line_item_number: 1, unit_cost: money('9.00') }, { line_item_number: 2 }] }),
      order(2, id, {
        line_items: [
          { line_item_number: 1, unit_cost: money('9,5 or so'), units: 'a dozen' },
          { line_item_number: 2, unit_cost: money('1.250,00'), units: '1,200', must_arrive_date: '31.06.2026' },
        ],
      }),
    ],
    async (id) => {
      expect(await raised('purchase_orders', id)).toEqual([
        'Required delivery date of line 2 “31.06.2026” cannot be read',
        'Unit cost of line 1 “9,5 or so” cannot be read',
        'Units of line 1 “a dozen” cannot be read',
      ]);
      const [line] = await sql`select units, unit_cost as cost from purchase_order_lines
        where position = 2 and purchase_order_id = (select id from purchase_orders where external_id = ${id})`;
      expect(line).toEqual({ units: 1200, cost: { amount: '1250.00', currency: 'USD' } });
    },
  );

  it('says the same of a line whose position changed', async () => {
    const id = next();
    const bad = { line_item_number: 20, units: 'a dozen' };
    const partsAfter = async ({ provider, body }: Sent) => {
      await deliver(provider, JSON.stringify(body));
      await drain();
      return sql`select part from exception_conditions
        where entity_id = (select id from purchase_orders where external_id = ${String(id)})`;
    };
    const first = await partsAfter(order(1, id, { line_items: [bad] }));
    expect(first).toHaveLength(1);
    expect(await partsAfter(order(2, id, { line_items: [{ line_item_number: 10 }, bad] }))).toEqual(first);
  });

  it('opens an exception with its number, which leads to its page', async () => {
    const id = next();
    const { provider, body } = order(1, id, { cargo_ready_date: 'ASAP' });
    await deliver(provider, JSON.stringify(body));
    await drain();
    const [row] = await sql`select id from purchase_orders where external_id = ${String(id)}`;
    const [exception] = await exceptionsOfRecord(db, row?.id);
    expect(exception).toMatchObject({
      type: 'data.unreadable',
      subject: { kind: 'purchase_order', title: `PO-${id}`, path: `/purchase-orders/${row?.id}`, shipment: null },
    });
  });
});

inBothOrders(
  'a booking says which of its dates cannot be read',
  (id) => [
    booking(1, id, { cargo_ready_date: '2026-05-20', delivery_date: 'mid June' }),
    booking(2, id, { cargo_ready_date: 'end of May' }),
  ],
  async (id) =>
    expect(await raised('bookings', id)).toEqual([
      'Cargo ready “end of May” cannot be read',
      'Delivery date “mid June” cannot be read',
    ]),
);

inBothOrders(
  'a shipment says that the date on which its cargo is ready cannot be read, until it is stated',
  (id) => {
    const shipment = (ready: string) => ({
      _object: '/shipment',
      id,
      transportation_mode: 'ocean',
      cargo_ready_date: ready,
    });
    const later = { _object: '/shipment', id: id + 1, transportation_mode: 'ocean', cargo_ready_date: 'in May' };
    return [
      flexport(1, '/shipment#updated_route', shipment('early May')),
      flexport(2, '/shipment#updated_route', shipment('2026-05-20')),
      flexport(2, '/shipment#updated_route', later),
    ];
  },
  async (id) => {
    expect(await raised('shipments', id)).toEqual([]);
    expect(await raised('shipments', String(Number(id) + 1))).toEqual(['Cargo ready, estimated: “in May” is no date']);
    expect(await sql`select cargo_ready_on as ready from shipments where id = ${shipmentId(id)}`).toEqual([
      { ready: '2026-05-20' },
    ]);
  },
);

inBothOrders(
  'a shipment that departed does not say when its cargo was to be ready',
  (id) => {
    const leg = { _object: '/shipment_leg', id: `${id}1`, transportation_mode: 'ocean' };
    const shipment = { _object: '/shipment', id, transportation_mode: 'ocean', cargo_ready_date: 'early May' };
    const legs = [{ ...leg, actual_departure_date: '2026-05-02T08:00:00.000Z' }];
    return [
      flexport(1, '/shipment#updated_route', shipment),
      flexport(3, '/shipment#updated_route', { ...shipment, legs: { data: legs } }),
    ];
  },
  async (id) => {
    const [row] = await sql`select status from shipments where external_id = ${id}`;
    expect(row?.status).toBe('in_transit');
    expect(await raised('shipments', id)).toEqual([]);
  },
);

describe('an invoice', () => {
  inBothOrders(
    'has a check of what cannot be read, and what was read before',
    (id) => [invoice(1, id, {}), invoice(2, id, { total: money('1,200'), due_date: 'upon receipt' })],
    async (id) => {
      const said = ['Due date “upon receipt” cannot be read', 'Total “1,200” cannot be read'];
      expect(await invoiceOf(id)).toEqual({ total: '120.00', dueOn: '2026-06-30', currency: 'USD', checks: said });
      expect(await raised('invoices', id)).toEqual(said);
    },
  );

  inBothOrders(
    'with a due date in words adds up all the same',
    (id) => [invoice(1, id, {}), invoice(2, id, { due_date: 'net 30' })],
    async (id) => {
      expect(await conditionsOf('invoices', id)).toEqual(['data.unreadable']);
      expect(await raised('invoices', id)).toEqual(['Due date “net 30” cannot be read']);
    },
  );

  inBothOrders(
    'that is paid has nothing to be corrected',
    (id) => [invoice(1, id, { due_date: 'net 30' }), invoice(2, id, { status: 'paid', balance: money('0.00') })],
    async (id) => expect(await conditionsOf('invoices', id)).toEqual([]),
  );

  inBothOrders(
    'has none once it is corrected',
    (id) => [
      invoice(1, id, { total: money('about 120'), due_date: '30 days net' }),
      invoice(2, id, { total: money('1,200.00'), balance: money('USD 1,200.00') }),
    ],
    async (id) => expect(await invoiceOf(id)).toMatchObject({ total: '1200.00', dueOn: '2026-06-30', checks: [] }),
  );

  inBothOrders(
    'has a check of the amount of a line that cannot be read, and no sum of the others',
    (id) => [
      invoice(1, id, { items: [{ name: 'Freight', amount: money('100.00') }] }),
      invoice(2, id, {
        items: [
          { name: 'Freight', amount: money('100.00') },
          { name: 'Fuel', amount: money('20 %') },
        ],
      }),
    ],
    async (id) => expect((await invoiceOf(id)).checks).toEqual(['Amount of line 2 “20 %” cannot be read']),
  );

  inBothOrders(
    'has lines in the currency that their texts name, which have no sum with the total',
    (id) => [
      invoice(1, id, {
        items: [
          { name: 'Freight', amount: 'EUR 110,00' },
          { name: 'Fuel', amount: '$10.00' },
        ],
      }),
    ],
    async (id) => {
      expect((await invoiceOf(id)).checks).toEqual([
        'Lines are in EUR, USD, the invoice in USD: the sum cannot be checked',
      ]);
      expect(
        await sql`select amount from invoice_lines
        where invoice_id = (select id from invoices where external_id = ${id}) order by position`,
      ).toEqual([{ amount: { amount: '110.00', currency: 'EUR' } }, { amount: { amount: '10.00', currency: 'USD' } }]);
    },
  );

  inBothOrders(
    'says which quantity of a line and which credit cannot be read; what reduced its balance is not known then',
    (id) => [
      invoice(1, id, { credit_memos: [{ amount: money('5.00'), reason: 'Damage' }] }),
      invoice(2, id, {
        items: [{ name: 'Storage', amount: money('120.00'), quantity: 'a few' }],
        ...{ credit_memos: [{ amount: money('5.00') }, { amount: money('see memo') }], balance: money('95.00') },
      }),
    ],
    async (id) => {
      expect((await invoiceOf(id)).checks).toEqual([
        'Credit “see memo” cannot be read',
        'Quantity of line 1 “a few” cannot be read',
      ]);
      const rows = await sql`select status, credited from invoices where external_id = ${id}`;
      expect(rows).toEqual([{ status: 'outstanding', credited: '5.00' }]);
    },
  );

  inBothOrders(
    'with a credit that cannot be read has no check of its balance, and is not paid while there is one',
    (id) => [
      invoice(1, id, { credit_memos: [{ amount: money('20.00') }], balance: money('100.00') }),
      invoice(2, id, { credit_memos: [{ amount: money('see memo') }], balance: money('110.00'), status: 'paid' }),
    ],
    async (id) => {
      expect((await invoiceOf(id)).checks).toEqual(['Credit “see memo” cannot be read']);
      expect(await sql`select status from invoices where external_id = ${id}`).toEqual([{ status: 'outstanding' }]);
    },
  );

  inBothOrders(
    'of a carrier too, and a payment of it says what its amount is in words',
    (id) => [
      bill(1, id, { amount: '1,200', dueDate: 'net 30' }),
      mvmnt(2, id + 1, 'CARRIER_PAYMENT_CREATED', {
        ...{ bills: [], applications: [{ billId: truckId(id), amount: 'all of it' }], currency: 'USD' },
      }),
    ],
    async (id) => {
      expect((await invoiceOf(id)).checks).toEqual([
        'Due date “net 30” cannot be read',
        'Total “1,200” cannot be read',
      ]);
      const steps = await sql`select note from steps where code = 'PAYMENT_MADE'
        and record_id = (select id from invoices where external_id = ${id})`;
      expect(steps).toEqual([{ note: 'Amount cannot be read: all of it' }]);
    },
  );
});
