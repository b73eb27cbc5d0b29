/**
 * What sources take off a shipment, or take back, in any order of their webhooks: routes that change, containers that are left behind,
 * numbers that are corrected, carriers that do not drive, deliveries that did not happen. What is expected is what an operator would see
 * who knows the cargo; whatever was on a shipment is still found by a search.
 */
import { describe, expect } from 'vitest';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql } = inbox;
let number = 5_200_000;

type Json = Record<string, unknown>;

const next = () => {
  number += 100;
  return number;
};
const { inBothOrders, numbersOf, partiesOf, shipmentId } = storiesOn(inbox, next);
const placeOf = (name: string, country: string) => ({ place: { name, address: { country_code: country } } });
const [YANTIAN, SINGAPORE, KLANG, ROTTERDAM] = [
  placeOf('Yantian', 'CN'),
  placeOf('Singapore', 'SG'),
  placeOf('Port Klang', 'MY'),
  placeOf('Rotterdam', 'NL'),
];
const legOf = (id: number, [origin, destination]: readonly [Json, Json], more: Json = {}) => ({
  ...{ _object: '/shipment_leg', id, transportation_mode: 'ocean', origin, destination },
  ...{ estimated_departure_date: null, actual_departure_date: null },
  ...{ estimated_arrival_date: null, actual_arrival_date: null, ...more },
});
const page = (data: Json[], more: Json = {}) => ({ _object: '/api/collections/expansion', data, ...more });

/** A snapshot of a shipment, reported on a day of May 2026. */
function flexport(day: number, shipment: Json, type = '/shipment#updated_route'): Sent {
  number += 1;
  const at = `2026-05-${String(day).padStart(2, '0')}T08:00:00.000Z`;
  const whole = { _object: '/shipment', transportation_mode: 'ocean', ...shipment };
  const event = { _object: '/event', id: number, version: 2, type, occurred_at: at, created_at: at };
  return { provider: 'flexport', body: { ...event, data: { shipment: whole, resource: whole, containers: [] } } };
}

function mvmnt(day: number, id: number, data: Json, event = 'shipment.updated'): Sent {
  const timestamp = `2026-05-${String(day).padStart(2, '0')}T08:00:00Z`;
  const one = { event, timestamp, data: { id: truckId(id), friendlyId: `SHP-${id}`, ...data } };
  return { provider: 'mvmnt', body: { sentAt: '2026-05-28T08:00:00Z', events: [one] } };
}
const stop = (id: string, sequence: number, city: string) => ({
  ...{ id, sequence, type: sequence === 1 ? 'PICKUP' : 'DELIVERY', requestedStartDate: '2026-05-20' },
  address: { city, country: 'US', market: city },
});

const shown = async (id: string) => (await sql`select * from shipments where external_id = ${id}`)[0];
const routeOf = async (id: string) =>
  (
    await sql`select origin->>'name' as "from", destination->>'name' as "to" from legs
      where shipment_id = ${shipmentId(id)} order by sequence`
  ).map(({ from, to }) => `${from} - ${to}`);
const isFoundBy = async (id: string, term: string) =>
  (
    await sql`select 1 from search_terms where shipment_id = ${shipmentId(id)}
      and terms ilike ${`%${term}%`}`
  ).length > 0;

describe('a list that a newer snapshot states as a whole', () => {
  inBothOrders(
    'has the legs of the new route only: no port where the ship does not call is awaited',
    (id) => [
      flexport(1, {
        id,
        legs: page([legOf(id + 1, [YANTIAN, SINGAPORE]), legOf(id + 2, [SINGAPORE, ROTTERDAM])]),
      }),
      flexport(2, {
        id,
        legs: page([
          legOf(id + 3, [YANTIAN, KLANG], { estimated_arrival_date: '2026-06-08T10:00:00Z' }),
          legOf(id + 4, [KLANG, ROTTERDAM]),
        ]),
      }),
    ],
    async (id) => expect(await routeOf(id)).toEqual(['Yantian - Port Klang', 'Port Klang - Rotterdam']),
  );

  inBothOrders(
    'is no whole list if it is a page with another one after it, or a link',
    (id) => [
      flexport(1, { id, legs: page([legOf(id + 1, [YANTIAN, SINGAPORE])]) }),
      flexport(2, { id, legs: page([legOf(id + 2, [SINGAPORE, ROTTERDAM])], { next: '/legs?page=2' }) }),
      flexport(3, { id, legs: { _object: '/api/refs/collection', link: '/legs' } }),
    ],
    async (id) => expect(await routeOf(id)).toEqual(['Yantian - Singapore', 'Singapore - Rotterdam']),
  );

  inBothOrders(
    'does not have the container that was left behind, nor its number',
    (id) => {
      const [one = {}, other = {}] = ['MSCU1234566', 'TGHU7654321'].map((container_number, at) => ({
        ...{ _object: '/ocean/shipment_container', id: id + 10 + at, container_number },
      })) as Json[];
      return [
        flexport(1, { id, ocean_shipment: { containers: page([one, other]) } }),
        flexport(2, { id, ocean_shipment: { containers: page([one]) } }),
      ];
    },
    async (id) => {
      expect((await sql`select number from containers where shipment_id = ${shipmentId(id)}`).length).toBe(1);
      expect(await numbersOf(id, 'container')).toEqual(['MSCU1234566']);
      expect(await isFoundBy(id, 'TGHU7654321')).toBe(true);
    },
  );

  inBothOrders(
    'arrives without the container that was left behind after the ship had left',
    (id) => {
      const [one = {}, other = {}] = ['MSCU1234566', 'TGHU7654321'].map((container_number, at) => ({
        ...{ _object: '/ocean/shipment_container', id: id + 10 + at, container_number },
      })) as Json[];
      const moved = (day: number, type: string, boxes: Json[], dates: Json) => {
        const leg = legOf(id + 1, [YANTIAN, ROTTERDAM], dates);
        const sent = flexport(day, { id, legs: page([leg]), ocean_shipment: { containers: page(boxes) } }, type);
        Object.assign(
          sent.body.data as Json,
          type === '/shipment#updated_route' ? {} : { resource: leg, containers: boxes },
        );
        return sent;
      };
      const departed = { actual_departure_date: '2026-05-02T08:00:00.000Z' };
      const arrived = { ...departed, actual_arrival_date: '2026-05-20T08:00:00.000Z' };
      return [
        moved(2, '/shipment_leg#departed', [one, other], departed),
        moved(3, '/shipment#updated_route', [one], departed),
        moved(20, '/shipment_leg#arrived', [one], arrived),
      ];
    },
    async (id) => expect(await shown(id)).toMatchObject({ status: 'arrived', status_reason: 'Arrived Rotterdam' }),
  );

  inBothOrders(
    'has the corrected bill and consignee; the former number is found',
    (id) => {
      const stated = (bill: string, party: number) => ({
        ...{ id, ocean_shipment: { master_bill_number: bill } },
        consignees: [{ id: party, name: `Consignee ${party}` }],
      });
      return [flexport(1, stated('MAEU111', 1)), flexport(2, stated('MAEU222', 2))];
    },
    async (id) => {
      expect(await numbersOf(id, 'master_bill')).toEqual(['MAEU222']);
      expect(await partiesOf(id, 'consignee')).toEqual(['Consignee 2']);
      expect(await isFoundBy(id, 'MAEU111')).toBe(true);
    },
  );

  inBothOrders(
    'leaves what an empty list does not name',
    (id) => [
      flexport(1, { id, consignees: [{ id: 1, name: 'Consignee 1' }], legs: page([legOf(id + 1, [YANTIAN, KLANG])]) }),
      flexport(2, { id, consignees: [], legs: page([]), ocean_shipment: { master_bill_number: '' } }),
    ],
    async (id) => {
      expect(await routeOf(id)).toEqual(['Yantian - Port Klang']);
      expect(await partiesOf(id, 'consignee')).toEqual(['Consignee 1']);
    },
  );

  inBothOrders(
    'has the stops that are left: a stop that was dropped is not awaited',
    (id) => {
      const [a, b, c] = [stop('a', 1, 'Dallas'), stop('b', 2, 'St Louis'), stop('c', 3, 'Joliet')];
      return [
        mvmnt(1, id, { status: 'BOOKED', orders: [{ id: 'o', stops: [a, b, c] }] }),
        mvmnt(2, id, { status: 'BOOKED', orders: [{ id: 'o', stops: [a, c] }] }),
      ];
    },
    async (id) => {
      expect(await routeOf(id)).toEqual(['Dallas - Joliet']);
      expect(
        await sql`select 1 from milestones where shipment_id = ${shipmentId(id)} and place->>'name' = 'St Louis'`,
      ).toEqual([]);
    },
  );

  inBothOrders(
    'has no carrier while the truck that was ordered is not used and no other is found',
    (id) => {
      const stops = [stop('a', 1, 'Dallas'), stop('c', 2, 'Joliet')];
      const told = (day: number, status: string, carrier: string) =>
        mvmnt(day, id, {
          ...{ status, orders: [{ id: 'o', stops }] },
          loads: [{ id: 'l', carriers: [{ status: carrier, carrier: { id: 'k', name: 'First Co', scac: 'FRST' } }] }],
        });
      return [told(1, 'DISPATCHED', 'ACTIVE'), told(2, 'PLANNING', 'TONU')];
    },
    async (id) => {
      expect(await shown(id)).toMatchObject({ status: 'planned', carrier: null });
      expect(await partiesOf(id, 'carrier')).toEqual([]);
    },
  );
});

describe('what a source takes back', () => {
  inBothOrders(
    'is a delivery, by an empty date in a newer snapshot',
    (id) => {
      const delivered = '2026-05-02T08:00:00.000Z';
      return [
        flexport(1, { id, status: 'in_transit_to_final_destination', actual_delivered_in_full_date: null }),
        flexport(
          2,
          { id, status: 'final_destination', actual_delivered_in_full_date: delivered },
          '/shipment#delivered_in_full',
        ),
        flexport(3, { id, status: 'in_transit_to_final_destination', actual_delivered_in_full_date: null }),
      ];
    },
    async (id) => {
      expect(await shown(id)).toMatchObject({ status: 'delivering' });
      expect(
        await sql`select standing from milestones where shipment_id = ${shipmentId(id)} and code = 'DELIVERED'`,
      ).toEqual([{ standing: 'retracted' }]);
    },
  );

  inBothOrders(
    'is none if its snapshots never had the date',
    (id) => [
      flexport(2, { id, actual_delivered_in_full_date: null }, '/shipment#delivered_in_full'),
      flexport(3, { id, status: 'final_destination', actual_delivered_in_full_date: null }),
    ],
    async (id) => expect((await shown(id))?.status).toBe('delivered'),
  );

  inBothOrders(
    'is no date that the leg itself has: the shipment only copies it',
    (id) => {
      const left = '2026-05-02T08:00:00.000Z';
      const stated = (day: number, copied: string | null, own: string | null) =>
        flexport(day, {
          ...{ id, actual_departure_date: copied },
          legs: page([legOf(id + 1, [YANTIAN, ROTTERDAM], { actual_departure_date: own })]),
        });
      return [stated(1, null, null), stated(2, left, left), stated(3, null, left)];
    },
    async (id) => expect(await shown(id)).toMatchObject({ status: 'in_transit' }),
  );
});

describe('a status that is only a flag', () => {
  const openHolds = async (id: string) =>
    (
      await sql`select type from exception_cases where closed_at is null and entity_id = ${shipmentId(id)}
        and type like 'hold.%'`
    ).map(({ type }) => type);
  const booked = (id: number) => mvmnt(1, id, { status: 'BOOKED' });

  inBothOrders(
    'leaves the stage that was reported before, and is a hold',
    (id) => [booked(id), mvmnt(2, id, { status: 'ON_HOLD' })],
    async (id) => {
      expect(await shown(id)).toMatchObject({ status: 'booked', reported_status: 'ON_HOLD' });
      expect(await openHolds(id)).toEqual(['hold.other']);
    },
  );

  inBothOrders(
    'ends with the next status',
    (id) => [booked(id), mvmnt(2, id, { status: 'ON_HOLD' }), mvmnt(3, id, { status: 'DISPATCHED' })],
    async (id) => {
      expect(await shown(id)).toMatchObject({ status: 'dispatched' });
      expect(await openHolds(id)).toEqual([]);
    },
  );

  inBothOrders(
    'that comes again is a hold of its own, since then',
    (id) => [booked(id), ...['ON_HOLD', 'DISPATCHED', 'ON_HOLD'].map((status, at) => mvmnt(at + 2, id, { status }))],
    async (id) =>
      expect(
        await sql`select opens_at::date::text as day, evidence_at::date::text as evidence from exception_conditions
          where entity_id = ${shipmentId(id)} and type = 'hold.other'`,
      ).toEqual([{ day: '2026-05-04', evidence: '2026-05-04' }]),
  );

  inBothOrders(
    'that comes again does not begin later each time that it is restated',
    (id) => [
      booked(id),
      ...['ON_HOLD', 'DISPATCHED', 'ON_HOLD', 'ON_HOLD', 'ON_HOLD'].map((status, at) => mvmnt(at + 2, id, { status })),
    ],
    async (id) =>
      expect(
        await sql`select opens_at::date::text as day, evidence_at::date::text as evidence from exception_conditions
          where entity_id = ${shipmentId(id)} and type = 'hold.other'`,
      ).toEqual([{ day: '2026-05-04', evidence: '2026-05-04' }]),
  );

  inBothOrders(
    'shows that a cancelled shipment is none any more',
    (id) => [booked(id), mvmnt(2, id, { status: 'CANCELED' }), mvmnt(3, id, { status: 'ON_HOLD' })],
    async (id) => expect(await shown(id)).toMatchObject({ status: 'booked' }),
  );

  inBothOrders(
    'is the reason of a shipment of which nothing else is known',
    (id) => [mvmnt(1, id, { status: 'ON_HOLD' })],
    async (id) =>
      expect(await shown(id)).toMatchObject({
        ...{ status: 'unknown', status_reason: 'The provider\'s status is "on hold"' },
      }),
  );

  inBothOrders(
    'papers that customs misses and then an exam are one hold, which the newest report explains',
    (id) => [
      flexport(1, { id }, '/shipment#customs_entry_release_status_document_required'),
      flexport(2, { id }, '/shipment#customs_entry_release_status_pending_intensive_exam'),
    ],
    async (id) =>
      expect(
        await sql`select type, details->>'reason' as reason from exception_cases
          where closed_at is null and entity_id = ${shipmentId(id)} and type like 'hold.%'`,
      ).toEqual([{ type: 'hold.customs', reason: 'exam' }]),
  );
});

describe('the ends of a truck route', () => {
  inBothOrders(
    'keep when the truck reached the pick-up and left the delivery: how long it waited is in question later',
    (id) => {
      const stops = [
        { ...stop('a', 1, 'Dallas'), actualArrival: '2026-05-02T14:00:00Z', actualDeparture: '2026-05-02T20:00:00Z' },
        { ...stop('b', 2, 'Joliet'), actualArrival: '2026-05-04T13:00:00Z', actualDeparture: '2026-05-04T18:30:00Z' },
      ];
      return [
        mvmnt(3, id, { status: 'DISPATCHED' }),
        mvmnt(5, id, { status: 'UNLOADING', orders: [{ id: 'o', stops }] }),
      ];
    },
    async (id) => {
      const rows = await sql`select code, occurred_text as at from milestones
        where shipment_id = ${shipmentId(id)} and classifier = 'ACT' and leg_id is not null order by occurred_at`;
      expect(rows).toEqual([
        { code: 'AT_PICKUP', at: '2026-05-02T14:00:00Z' },
        { code: 'DEPARTED', at: '2026-05-02T20:00:00Z' },
        { code: 'ARRIVED', at: '2026-05-04T13:00:00Z' },
        { code: 'DELIVERY_COMPLETED', at: '2026-05-04T18:30:00Z' },
      ]);
    },
  );
});
