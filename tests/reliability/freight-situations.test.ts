/**
 * Situations of freight that were reported late, twice or again, in the order in which they happened and in reverse. What is expected is what
 * a forwarder would answer who knows the cargo.
 */
import { describe, expect } from 'vitest';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql } = inbox;
let number = 6_700_000;
const { inBothOrders, shipmentId } = storiesOn(inbox, () => {
  number += 100;
  return number;
});

type Json = Record<string, unknown>;
const timeOn = (day: number, month = 5) =>
  `2026-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const place = (name: string, country_code: string, timezone: string) => ({
  place: { name, address: { country_code, timezone } },
});
const YANTIAN = place('Yantian', 'CN', 'Asia/Shanghai');
const OAKLAND = place('Oakland', 'US', 'America/Los_Angeles');

type Told = { day: number; month?: number; type: string; shipment: Json; resource?: Json };

function flexport({ day, month, type, shipment, resource }: Told): Sent {
  number += 1;
  const at = timeOn(day, month);
  const whole = { _object: '/shipment', transportation_mode: 'ocean', ...shipment };
  const event = { _object: '/event', id: number, version: 2, type, occurred_at: at, created_at: at };
  return {
    provider: 'flexport',
    body: { ...event, data: { shipment: whole, resource: resource ?? whole, containers: [] } },
  };
}
const legOf = (id: number, dates: Json) => ({
  ...{ _object: '/shipment_leg', id: id + 1, transportation_mode: 'ocean', origin: YANTIAN, destination: OAKLAND },
  ...dates,
});

let sentTimes = 0;
function mvmnt(day: number, event: string, data: Json): Sent {
  sentTimes += 1;
  const one = { event, timestamp: `2026-05-${String(day).padStart(2, '0')}T08:00:00Z`, data };
  return {
    provider: 'mvmnt',
    body: { sentAt: new Date(Date.UTC(2026, 4, 28) + sentTimes * 1000).toISOString(), events: [one] },
  };
}

describe('an ETA', () => {
  const told = (day: number, id: number, eta: string) =>
    flexport({
      ...{ day, type: '/shipment_leg#updated_estimated_time_of_arrival' },
      shipment: { id },
      resource: legOf(id, { estimated_arrival_date: eta, shipment: { id } }),
    });

  inBothOrders(
    'is the one that was reported last, not the one that was received last',
    (id) => [told(3, id, '2026-06-09T10:00:00-07:00'), told(1, id, '2026-06-20T10:00:00-07:00')],
    async (id) => {
      const [row] = await sql`select eta from shipments where external_id = ${id}`;
      expect(row?.eta).toMatchObject({ text: '2026-06-09T10:00:00-07:00' });
    },
  );

  inBothOrders(
    'at noon on the clock of the place is a day, at noon in UTC an hour',
    (id) => [told(1, id, '2026-06-09T12:00:00.000-07:00')],
    async (id) => {
      const [row] = await sql`select eta from shipments where external_id = ${id}`;
      expect(row?.eta).toMatchObject({ precision: 'day', text: '2026-06-09T12:00:00.000-07:00' });
    },
  );
});

describe('a container that sails again', () => {
  const box = (id: number, more: Json = {}) => ({ id: id + 10, container_number: 'TGHU7654321', ...more });

  inBothOrders(
    'is under way on its second shipment: it was returned empty on the first only',
    (id) => [
      flexport({
        ...{ day: 1, month: 2, type: '/shipment#updated_route' },
        shipment: {
          id: id + 50,
          ocean_shipment: { containers: [box(id + 50, { empty_returned_date: '2026-01-30' })] },
        },
      }),
      flexport({
        ...{ day: 9, type: '/shipment_leg#departed' },
        shipment: {
          ...{ id, ocean_shipment: { containers: [box(id)] } },
          legs: [legOf(id, { actual_departure_date: '2026-05-09T10:00:00+08:00' })],
        },
        resource: legOf(id, { actual_departure_date: '2026-05-09T10:00:00+08:00', shipment: { id } }),
      }),
    ],
    async (id) => {
      const boxes = await sql`select s.external_id as id, s.status, c.returned_at is not null as returned
        from containers c join shipments s on s.id = c.shipment_id where c.number = 'TGHU7654321'
          and s.external_id in (${id}, ${String(Number(id) + 50)}) order by 1`;
      expect(boxes).toMatchObject([
        { id, status: 'in_transit', returned: false },
        { id: String(Number(id) + 50), returned: true },
      ]);
      const found = await sql`select 1 from search_terms where terms like ${'%\nTGHU7654321\n%'}
        and shipment_id in (select id from shipments where external_id in (${id}, ${String(Number(id) + 50)}))`;
      expect(found).toHaveLength(2);
    },
  );
});

describe('a customs hold', () => {
  const customs = (day: number, id: number, name: string) =>
    flexport({ day, type: `/shipment#${name}`, shipment: { id } });

  inBothOrders(
    'is over with the last release, although a release was suspended before',
    (id) => [
      customs(4, id, 'customs_undergoing_x_ray_exam'),
      customs(6, id, 'customs_entry_release_status_released'),
      customs(7, id, 'customs_entry_release_status_release_suspended'),
      customs(8, id, 'customs_entry_release_status_released'),
    ],
    async (id) =>
      expect(
        await sql`select code from exceptions where shipment_id = ${shipmentId(id)} and cleared_at is null`,
      ).toEqual([]),
  );
});

describe('an invoice', () => {
  inBothOrders(
    'of the client itself, of no shipment, is in the list',
    (id) => {
      const total = { _object: '/money', amount: '120.00', currency_code: 'USD' };
      const invoice = {
        _object: '/invoice',
        id: `client-${id}`,
        name: `FLEX-C-${id}`,
        type: 'Client',
        total,
        balance: total,
      };
      const at = timeOn(4);
      const event = { _object: '/event', id: number, version: 2, type: '/invoice#invoice_shared', occurred_at: at };
      return [
        flexport({ day: 1, type: '/shipment#updated_route', shipment: { id } }),
        {
          provider: 'flexport',
          body: { ...event, created_at: at, data: { resource: { ...invoice, status: 'outstanding' } } },
        },
      ];
    },
    async (id) =>
      expect(await sql`select number, status, total from invoices where external_id = ${`client-${id}`}`).toMatchObject(
        [{ number: `FLEX-C-${id}`, status: 'outstanding' }],
      ),
  );

  inBothOrders(
    'to a customer that is void stays so beside the one that replaces it',
    (id) => {
      const invoice = (at: number, more: Json) => ({
        ...{ id: `ci${id}-${at}`, friendlyId: `INV-${id}-${at}`, shipmentId: truckId(id), status: 'AWAITING_PAYMENT' },
        ...{ amount: 1500, amountPaid: 0, amountOwed: 1500, currency: 'USD', invoiceDate: '2026-05-02', ...more },
      });
      return [
        mvmnt(1, 'SHIPMENT_BOOKED', { id: truckId(id), friendlyId: `SHP-${id}` }),
        mvmnt(2, 'CUSTOMER_INVOICE_CREATED', invoice(1, {})),
        mvmnt(3, 'CUSTOMER_INVOICE_CREATED', invoice(1, { status: 'VOIDED' })),
        mvmnt(4, 'CUSTOMER_INVOICE_CREATED', invoice(2, {})),
      ];
    },
    async (id) => {
      const rows =
        await sql`select number, status from invoices where external_id like ${`ci${Number(id.slice(-12))}-%`} order by 1`;
      expect(rows.map(({ status }) => status)).toEqual(['void', 'outstanding']);
    },
  );
});

describe('a truck', () => {
  inBothOrders(
    'whose event is sent again by a later delivery was there once',
    (id) => [1, 2, 3].map(() => mvmnt(2, 'SHIPMENT_CHECK_CALL', { id: truckId(id), friendlyId: `SHP-${id}` })),
    async (id) => {
      const calls = await sql`select 1 from milestones where shipment_id = ${shipmentId(id)} and code = 'CHECK_CALL'`;
      expect(calls).toHaveLength(1);
    },
  );

  inBothOrders(
    'that waits for six hours at the pick-up has no free time to lose',
    (id) => {
      const stops = [
        {
          ...{ id: 'a', sequence: 1, type: 'PICKUP', address: { city: 'Dallas', market: 'Dallas, TX' } },
          ...{ actualArrival: '2026-05-02T13:00:00Z', actualDeparture: '2026-05-02T19:00:00Z' },
        },
        { id: 'b', sequence: 2, type: 'DELIVERY', address: { city: 'Joliet', market: 'Joliet, IL' } },
      ];
      const about = { id: truckId(id), friendlyId: `SHP-${id}`, status: 'IN_TRANSIT' };
      return [
        mvmnt(1, 'SHIPMENT_BOOKED', about),
        mvmnt(2, 'shipment.updated', { ...about, orders: [{ id: `o${id}`, stops }] }),
      ];
    },
    async (id) =>
      expect(
        await sql`select type from exception_conditions where entity_id = ${shipmentId(id)} and type like 'charge%'`,
      ).toEqual([]),
  );
});
