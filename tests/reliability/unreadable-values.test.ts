/**
 * Values that cannot be read, and those that stand for none, as systems of carriers and brokers write them. What cannot be read is said to an
 * operator until it is corrected, and is never shown as something else.
 */
import { describe, expect, it } from 'vitest';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql, deliver, drain } = inbox;
let number = 6_500_000;
const next = () => {
  number += 100;
  return number;
};
const { inBothOrders, numbersOf, shipmentId } = storiesOn(inbox, next);

type Json = Record<string, unknown>;
const timeOn = (day: number) => `2026-05-${String(day).padStart(2, '0')}T08:00:00.000Z`;
const place = (name: string, country_code: string) => ({ place: { name, address: { country_code } } });

function flexport(day: number, shipment: Json): Sent {
  number += 1;
  const at = timeOn(day);
  const whole = { _object: '/shipment', transportation_mode: 'ocean', ...shipment };
  const event = { _object: '/event', id: number, version: 2, type: '/shipment#updated_route', occurred_at: at };
  return { provider: 'flexport', body: { ...event, created_at: at, data: { shipment: whole, resource: whole } } };
}
const voyage = (id: number, dates: Json) => ({
  id,
  legs: [
    {
      ...{ _object: '/shipment_leg', id: id + 1, transportation_mode: 'ocean' },
      ...{ origin: place('Yantian', 'CN'), destination: place('Rotterdam', 'NL'), ...dates },
    },
  ],
});
function mvmnt(day: number, id: number, data: Json): Sent {
  const about = { id: truckId(id), friendlyId: `SHP-${id}`, status: 'IN_TRANSIT', ...data };
  const event = { event: 'shipment.updated', timestamp: timeOn(day), data: about };
  return { provider: 'mvmnt', body: { sentAt: '2026-05-28T08:00:00Z', events: [event] } };
}
const drop = (id: number, more: Json) => ({
  orders: [
    {
      id: `o${id}`,
      stops: [
        { id: 'a', sequence: 1, type: 'PICKUP', address: { city: 'Dallas', market: 'Dallas, TX' } },
        { id: 'b', sequence: 2, type: 'DELIVERY', address: { city: 'Joliet', market: 'Joliet, IL' }, ...more },
      ],
    },
  ],
});
const requested = { requestedStartDate: '2026-05-22' };
const pickup = (id: number, more: Json) => {
  const [order] = drop(id, {}).orders;
  return {
    orders: [{ ...order, stops: order?.stops.map((stop) => (stop.type === 'PICKUP' ? { ...stop, ...more } : stop)) }],
  };
};

const unreadable = async (id: string) =>
  (
    await sql`select details, deadline from exception_conditions where entity_id = ${shipmentId(id)} and type = 'data.unreadable'`
  ).map(({ details, deadline }) => exceptionSentence({ type: 'data.unreadable', details, deadline }));
const timesOf = async (id: string, code: string) =>
  (
    await sql`select occurred_text as text from milestones where shipment_id = ${shipmentId(id)} and code = ${code}
    and standing = 'current'`
  ).map(({ text }) => text);

describe('a date that cannot be read', () => {
  it.each([
    ['early May', 'early May'],
    ['05/20/2026 14:30', '05/20/2026 14:30'],
    ['2026-02-30', '2026-02-30'],
    [1_779_264_000, '1779264000'],
    [1_779_264_000_000, '1779264000000'],
  ])('is said: %s', async (written, shown) => {
    const id = next();
    const { provider, body } = flexport(1, voyage(id, { estimated_arrival_date: written }));
    await deliver(provider, JSON.stringify(body));
    await drain();
    expect(await timesOf(String(id), 'ARRIVED')).toEqual([]);
    expect(await unreadable(String(id))).toEqual([`Arrived, estimated: “${shown}” is no date`]);
  });

  inBothOrders(
    'is none any more once it is corrected',
    (id) => [
      flexport(1, voyage(id, { estimated_arrival_date: '20/05/2026' })),
      flexport(2, voyage(id, { estimated_arrival_date: '2026-05-20' })),
    ],
    async (id) => {
      expect(await unreadable(id)).toEqual([]);
      expect(await timesOf(id, 'ARRIVED')).toEqual(['2026-05-20']);
    },
  );

  inBothOrders(
    'is said although an older one was read, which stays',
    (id) => [
      flexport(1, voyage(id, { estimated_arrival_date: '2026-05-20' })),
      flexport(2, voyage(id, { estimated_arrival_date: '25.05.2026' })),
    ],
    async (id) => {
      expect(await unreadable(id)).toEqual(['Arrived, estimated: “25.05.2026” is no date']);
      expect(await timesOf(id, 'ARRIVED')).toEqual(['2026-05-20']);
    },
  );

  inBothOrders(
    'is said of a stop of a truck',
    (id) => [mvmnt(1, id, drop(id, {})), mvmnt(2, id, drop(id, { actualArrival: '5/20/26 2:30 PM' }))],
    async (id) => expect(await unreadable(id)).toEqual(['Arrived, actual: “5/20/26 2:30 PM” is no date']),
  );

  inBothOrders(
    'is said of the appointment at a pick-up',
    (id) => [mvmnt(1, id, drop(id, {})), mvmnt(2, id, pickup(id, { scheduledArrival: 'early May' }))],
    async (id) => expect(await unreadable(id)).toEqual(['At pick-up, planned: “early May” is no date']),
  );

  inBothOrders(
    'of an appointment is said although a newer event names the requested days only',
    (id) => [
      mvmnt(1, id, {
        ...drop(id, requested),
        loads: [{ id: `l${id}`, stops: [{ orderStopId: 'b', scheduledArrival: 'soon' }] }],
      }),
      mvmnt(2, id, drop(id, requested)),
    ],
    async (id) => expect(await unreadable(id)).toEqual(['Arrived, planned: “soon” is no date']),
  );

  inBothOrders(
    'is none if it stands for no date',
    (id) => [
      flexport(
        1,
        voyage(id, { estimated_arrival_date: 'TBA', estimated_departure_date: 'N/A', actual_arrival_date: '' }),
      ),
      flexport(2, voyage(id, { estimated_arrival_date: '0001-01-01T00:00:00', estimated_departure_date: null })),
    ],
    async (id) => expect(await unreadable(id)).toEqual([]),
  );

  inBothOrders(
    'of a container is said until its last free day is read',
    (id) => {
      const box = (last_free_day_date: string) => ({ id: id + 9, container_number: 'MSCU1234566', last_free_day_date });
      return [
        flexport(1, { id, ocean_shipment: { containers: [box('Friday')] } }),
        flexport(2, { id, ocean_shipment: { containers: [box('2026-05-22 00:00:00')] } }),
      ];
    },
    async (id) => {
      expect(await unreadable(id)).toEqual([]);
      const rows = await sql`select last_free_day as day from containers where shipment_id = ${shipmentId(id)}`;
      expect(rows[0]?.day?.slice(0, 10)).toBe('2026-05-22');
    },
  );
});

describe('a time in a notation of its own', () => {
  it.each([
    ['2026-05-20T14:30:00.123456789+0530', '2026-05-20T09:00:00.123Z'],
    ['2026-05-20 14:30:00+05:30', '2026-05-20T09:00:00.000Z'],
    ['2026-05-20T24:00:00Z', '2026-05-21T00:00:00.000Z'],
    ['20260520T143000Z', '2026-05-20T14:30:00.000Z'],
    [' 2026-05-20t14:30z ', '2026-05-20T14:30:00.000Z'],
    ['2026-05-20T14:08:45.3915778Z', '2026-05-20T14:08:45.391Z'],
  ])('is read: %s', async (written, at) => {
    const id = next();
    const { provider, body } = flexport(1, voyage(id, { estimated_arrival_date: written }));
    await deliver(provider, JSON.stringify(body));
    await drain();
    const rows =
      await sql`select occurred_at as at from milestones where shipment_id = ${shipmentId(String(id))} and code = 'ARRIVED'`;
    expect(rows.map((row) => row.at.toISOString())).toEqual([at]);
  });
});

describe('what stands for no value', () => {
  inBothOrders(
    'is no reference: the title of no shipment is N/A',
    (id) => [
      flexport(1, {
        id,
        items: [{ purchase_order_number: 'N/A' }, { purchase_order_number: 'PO-7' }],
        ocean_shipment: { master_bill_number: 'TBD', containers: [{ id: id + 9, container_number: 'PENDING' }] },
      }),
    ],
    async (id) => {
      expect(await numbersOf(id, 'purchase_order')).toEqual(['PO-7']);
      expect(await numbersOf(id, 'master_bill')).toEqual([]);
      // It is on the container, as an invalid number that somebody has to correct.
      const types = await sql`select type from exception_conditions where entity_id = ${shipmentId(id)}`;
      expect(types.map(({ type }) => type)).toContain('reference.invalid');
      expect(await numbersOf(id, 'container')).toEqual([]);
    },
  );

  it('is no place in the ocean', async () => {
    const id = next();
    const zero = { latitude: '0.0', longitude: '0' };
    const { provider, body } = mvmnt(1, id, {
      orders: [
        {
          id: `o${id}`,
          stops: [
            {
              id: 'a',
              sequence: 1,
              type: 'PICKUP',
              address: { city: 'Dallas', country: 'US', market: 'Dallas, TX', ...zero },
            },
            { id: 'b', sequence: 2, type: 'DELIVERY', address: { city: 'Joliet', market: 'Joliet, IL', ...zero } },
          ],
        },
      ],
    });
    await deliver(provider, JSON.stringify(body));
    await drain();
    const [row] = await sql`select origin from shipments where external_id = ${truckId(id)}`;
    expect(row?.origin).toMatchObject({ name: 'Dallas, TX', timeZone: 'America/Chicago' });
    expect(row?.origin).not.toHaveProperty('latitude', 0);
  });
});

describe('an id with more digits than a number of JSON has', () => {
  it('does not make two shipments one: both events fail, and say why', async () => {
    const before = await sql`select count(*)::int as count from shipments`;
    for (const id of ['12345678901234567890', '12345678901234567891']) {
      const { provider, body } = flexport(1, { id: 'ID' });
      await deliver(provider, JSON.stringify(body).replaceAll('"ID"', id));
    }
    await drain();
    expect(await sql`select count(*)::int as count from shipments`).toEqual(before);
    expect(await sql`select 1 from events where state = 'dead_letter'`).toHaveLength(2);
  });
});

describe('a container number', () => {
  it.each(['mscu1234566', 'MSCU 123456-6', ' MSCU-1234566 ', 'MSCU123456 6'])(
    'is one number as %s',
    async (written) => {
      const id = next();
      const { provider, body } = flexport(1, {
        id,
        ocean_shipment: { containers: [{ id: id + 9, container_number: written }] },
      });
      await deliver(provider, JSON.stringify(body));
      await drain();
      const rows =
        await sql`select number, number_valid as valid from containers where shipment_id = ${shipmentId(String(id))}`;
      expect(rows).toEqual([{ number: 'MSCU1234566', valid: true }]);
      expect(await numbersOf(String(id), 'container')).toEqual(['MSCU1234566']);
    },
  );
});
