/**
 * Lists of which a source states a part: one page of several, orders that are only named, loads without a carrier yet. What they leave
 * out is not taken off the shipment, in any order of the webhooks.
 */
import { describe, expect } from 'vitest';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql } = inbox;
let number = 5_700_000;
const next = () => {
  number += 100;
  return number;
};
const { inBothOrders, numbersOf, partiesOf, shipmentId } = storiesOn(inbox, next);

type Json = Record<string, unknown>;

const timeOn = (day: number) => `2026-05-${String(day).padStart(2, '0')}T08:00:00.000Z`;

/** A snapshot of a shipment, reported on a day of May 2026. */
function flexport(day: number, shipment: Json): Sent {
  number += 1;
  const at = timeOn(day);
  const whole = { _object: '/shipment', transportation_mode: 'ocean', ...shipment };
  const event = { _object: '/event', id: number, version: 2, type: '/shipment#updated_route', occurred_at: at };
  return { provider: 'flexport', body: { ...event, created_at: at, data: { shipment: whole, resource: whole } } };
}

function mvmnt(day: number, id: number, data: Json): Sent {
  const about = { id: truckId(id), friendlyId: `SHP-${id}`, status: 'BOOKED', ...data };
  const event = { event: 'shipment.updated', timestamp: timeOn(day), data: about };
  return { provider: 'mvmnt', body: { sentAt: '2026-05-28T08:00:00Z', events: [event] } };
}

const legsOf = async (id: string) =>
  (await sql`select destination->>'name' as "to" from legs where shipment_id = ${shipmentId(id)} order by 1`).map(
    ({ to }) => to,
  );

const legTo = (id: number, name: string): Json => ({
  ...{ _object: '/shipment_leg', id, transportation_mode: 'ocean' },
  destination: { place: { name, address: { country_code: 'NL' } } },
});
const consignee = (id: number): Json => ({ id, name: `Consignee ${id}` });
const item = (order: string): Json => ({ id: order, purchase_order_number: order });

describe('a page of several', () => {
  const pages: [string, Json][] = [
    ['the first', { next: '/page=2', prev: null }],
    ['the last', { next: null, prev: '/page=1' }],
    ['one with a larger count', { total_count: 2 }],
    ['one with a larger count as text', { total_count: '2' }],
  ];
  for (const [name, more] of pages) {
    const page = (one: Json) => ({ _object: '/api/collections/paginated', data: [one], ...more });

    inBothOrders(
      `takes off no leg, container or consignee: ${name}`,
      (id) => {
        const [a, b] = [legTo(id + 1, 'Antwerp'), legTo(id + 2, 'Rotterdam')];
        const c = { id: id + 10, container_number: 'MSCU1234566' };
        const d = { id: id + 11, container_number: 'TGHU7654321' };
        return [
          flexport(1, {
            ...{ id, legs: [a, b], ocean_shipment: { containers: [c, d] } },
            consignees: [consignee(1), consignee(2)],
          }),
          flexport(2, {
            ...{ id, legs: page(b), ocean_shipment: { containers: page(d) } },
            consignees: page(consignee(2)),
          }),
        ];
      },
      async (id) => {
        expect(await legsOf(id)).toEqual(['Antwerp', 'Rotterdam']);
        expect(await numbersOf(id, 'container')).toEqual(['MSCU1234566', 'TGHU7654321']);
        expect(await partiesOf(id, 'consignee')).toEqual(['Consignee 1', 'Consignee 2']);
      },
    );
  }

  inBothOrders(
    'takes off nothing, nor does a list with an element that is no object',
    (id) => [
      flexport(1, {
        id,
        consignees: [consignee(1), consignee(2)],
        legs: [legTo(id + 1, 'Antwerp'), legTo(id + 2, 'Rotterdam')],
      }),
      flexport(2, { id, consignees: [consignee(2), '/contacts/1'], legs: [legTo(id + 2, 'Rotterdam'), null] }),
    ],
    async (id) => {
      expect(await legsOf(id)).toEqual(['Antwerp', 'Rotterdam']);
      expect(await partiesOf(id, 'consignee')).toEqual(['Consignee 1', 'Consignee 2']);
    },
  );

  inBothOrders(
    'is one if it has all elements: it takes off the others',
    (id) => {
      const only = (one: Json) => ({ data: { prev: null, next: null, total_count: '1', data: [one] } });
      return [
        flexport(1, { id, consignees: [consignee(1)], legs: [legTo(id + 1, 'Antwerp')] }),
        flexport(2, { id, consignees: only(consignee(2)), legs: only(legTo(id + 2, 'Rotterdam')) }),
      ];
    },
    async (id) => {
      expect(await legsOf(id)).toEqual(['Rotterdam']);
      expect(await partiesOf(id, 'consignee')).toEqual(['Consignee 2']);
    },
  );
});

describe('the purchase orders of a shipment', () => {
  inBothOrders(
    'are all that its items and those of its containers name: neither list is all of them',
    (id) => [
      flexport(1, {
        ...{ id, items: [item('PO-A')] },
        ocean_shipment: { containers: [{ id: id + 10, items: [item('PO-B')] }] },
      }),
      flexport(2, { id, items: [item('PO-C')] }),
    ],
    async (id) => expect(await numbersOf(id, 'purchase_order')).toEqual(['PO-A', 'PO-B', 'PO-C']),
  );
});

const stop = (id: string, sequence: number, city: string): Json => ({
  ...{ id, sequence, type: sequence === 1 ? 'PICKUP' : 'DELIVERY', address: { city, country: 'US' } },
});
const toJoliet = [stop('a', 1, 'Dallas'), stop('b', 2, 'Joliet')];
const toBoise = [stop('c', 1, 'Austin'), { ...stop('d', 2, 'Boise'), actualArrival: '2026-05-01T07:00:00Z' }];

describe('the route of a truck', () => {
  const both = [
    { id: 'A', stops: toJoliet },
    { id: 'B', stops: toBoise },
  ];
  const parts: [string, Json][] = [
    ['an order is only named', { orders: [both[0], { id: 'B', key: 'ORD-B' }] }],
    ['an order is only an id', { orders: [both[0], 'B'] }],
    ['an order has one stop', { orders: [both[0], { id: 'B', stops: [toBoise[1]] }] }],
  ];
  for (const [name, data] of parts) {
    inBothOrders(
      `keeps its legs and arrivals if ${name}`,
      (id) => [mvmnt(1, id, { orders: both }), mvmnt(2, id, data)],
      async (id) => {
        expect(await legsOf(id)).toEqual(['Boise', 'Joliet']);
        expect(
          await sql`select 1 as one from milestones where shipment_id = ${shipmentId(id)}
            and code = 'ARRIVED' and classifier = 'ACT'`,
        ).toEqual([{ one: 1 }]);
      },
    );
  }

  inBothOrders(
    'keeps the legs of its orders if only a load has stops',
    (id) => [
      mvmnt(1, id, { orders: both }),
      mvmnt(2, id, {
        orders: [{ id: 'A' }, { id: 'B' }],
        loads: [{ id: 'l', stops: [stop('x', 1, 'Dallas'), stop('y', 2, 'Joliet')] }],
      }),
    ],
    async (id) => expect(await legsOf(id)).toEqual(['Boise', 'Joliet', 'Joliet']),
  );

  inBothOrders(
    'has no leg of an order that a newer list of orders with stops does not have',
    (id) => [mvmnt(1, id, { orders: both }), mvmnt(2, id, { orders: [both[0]] })],
    async (id) => expect(await legsOf(id)).toEqual(['Joliet']),
  );
});

describe('the carrier and the references of a truck', () => {
  const withCarrier = (carriers: unknown[]) => ({
    orders: [{ id: 'A', stops: toJoliet }],
    loads: [{ id: 'l', carriers }],
  });
  const first = { status: 'ACTIVE', carrier: { id: 'k', name: 'First Co', scac: 'FRST' } };
  const unnamed: [string, unknown[]][] = [
    ['its load lists none', []],
    ['its load names one by an id only', [{ status: 'ACTIVE', carrier: { id: 'k' } }]],
    ['its load lists what is no object', ['k']],
  ];
  for (const [name, carriers] of unnamed) {
    inBothOrders(
      `keep the carrier if ${name}`,
      (id) => [mvmnt(1, id, withCarrier([first])), mvmnt(2, id, withCarrier(carriers))],
      async (id) => {
        expect(await partiesOf(id, 'carrier')).toEqual(['First Co']);
        expect(await sql`select scac, carrier_name as name from legs where shipment_id = ${shipmentId(id)}`).toEqual([
          { scac: 'FRST', name: 'First Co' },
        ]);
      },
    );
  }

  inBothOrders(
    'keep the references of an order that states none',
    (id) => {
      const pro = (value: string) => [{ type: 'PRO_NUMBER', value }];
      const [a, b] = [
        { id: 'A', references: pro('PRO-1') },
        { id: 'B', references: pro('PRO-2') },
      ];
      return [mvmnt(1, id, { orders: [a, b] }), mvmnt(2, id, { orders: [a, { id: 'B', references: [] }] })];
    },
    async (id) => expect(await numbersOf(id, 'pro')).toEqual(['PRO-1', 'PRO-2']),
  );
});
