/**
 * The hours in which a truck is requested at its stops: on the clock of the stop, changed and met or missed, in any order of the webhooks.
 * A dispatcher compares the arrival with the end of the window, and counts hours.
 */
import { describe, expect } from 'vitest';
import { etaVarianceOf } from '#components/shipments/eta-variance.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { type Sent, storiesOn, truckId } from '#tests/support/both-orders.ts';
import { ownInbox } from '#tests/support/inbox.ts';

const inbox = await ownInbox();
const { sql } = inbox;
let number = 5_900_000;
const { inBothOrders, shipmentId } = storiesOn(inbox, () => {
  number += 100;
  return number;
});

type Json = Record<string, unknown>;

/** Dallas and Joliet are on Central time: in May five hours behind UTC. */
const stop = (sequence: number, city: string, more: Json): Json => ({
  ...{ id: `s${sequence}`, sequence, type: sequence === 1 ? 'PICKUP' : 'DELIVERY' },
  address: { city, country: 'US', market: city === 'Dallas' ? 'Dallas, TX' : 'Joliet, IL' },
  ...more,
});
const hours = (day: string, from: string | null, to: string | null): Json => ({
  ...{ requestedStartDate: day, requestedEndDate: day, requestedStartTime: from, requestedEndTime: to },
});
const [PICKUP, DROP] = ['2026-05-18', '2026-05-20'];

function mvmnt(day: number, id: number, pickup: Json, drop: Json, more: Json = {}): Sent {
  const stops = [stop(1, 'Dallas', pickup), stop(2, 'Joliet', drop)];
  const orders = [{ id: `o${id}`, mode: 'TL', stops }];
  const data = { id: truckId(id), friendlyId: `SHP-${id}`, status: 'DISPATCHED', orders, ...more };
  const event = { event: 'shipment.updated', timestamp: `2026-05-${day}T02:00:00Z`, data };
  return { provider: 'mvmnt', body: { sentAt: '2026-05-28T08:00:00Z', events: [event] } };
}

const timesOf = async (id: string, code: string) =>
  (
    await sql`select classifier, occurred_at as at, occurred_text as text, occurred_offset as "offset", precision from milestones
      where shipment_id = ${shipmentId(id)} and code = ${code} and standing = 'current' order by classifier`
  ).map(({ at, ...time }) => ({ ...time, at: new Date(at).toISOString() }));
const varianceIn = async (id: string) => {
  const [row] =
    await sql`select status, mode, arrived, eta, eta_baseline as "etaBaseline", eta_baseline_kind as "etaBaselineKind",
    port_of_discharge as "portOfDischarge", destination, late_days as "lateDays" from shipments where external_id = ${id}`;
  return etaVarianceOf(row as never, Date.parse('2026-05-27T00:00:00Z'), DEFAULT_LATENESS)?.short;
};
const arrival = (time: string): Json => ({ ...hours(DROP, '08:00', '12:00'), actualArrival: time });

const wordsIn = async (id: string, code: string) =>
  (
    await sql`select reason from milestones where shipment_id = ${shipmentId(id)} and code = ${code}
      and classifier = 'PLN' and standing = 'current'`
  ).map(({ reason }) => reason);

describe('words in the place of requested hours', () => {
  inBothOrders(
    'are kept beside the day on which the truck is requested, as they were stated last',
    (id) => [
      mvmnt(10, id, hours(PICKUP, 'By appt', null), hours(DROP, 'FCFS', 'FCFS')),
      mvmnt(11, id, hours(PICKUP, 'FCFS 7-3', null), hours(DROP, 'FCFS', 'FCFS')),
    ],
    async (id) => {
      expect(await wordsIn(id, 'AT_PICKUP')).toEqual(['FCFS 7–3']);
      expect(await wordsIn(id, 'ARRIVED')).toEqual(['FCFS']);
      expect(await timesOf(id, 'ARRIVED')).toMatchObject([{ text: DROP }]);
    },
  );

  inBothOrders(
    'are gone once hours are stated',
    (id) => [
      mvmnt(10, id, hours(PICKUP, 'FCFS', null), hours(DROP, 'By appt', null)),
      mvmnt(11, id, hours(PICKUP, '08:00-12:00', null), hours(DROP, '08:00', '12:00')),
    ],
    async (id) => {
      expect(await wordsIn(id, 'AT_PICKUP')).toEqual([null]);
      expect(await wordsIn(id, 'ARRIVED')).toEqual([null]);
      expect((await timesOf(id, 'AT_PICKUP')).map(({ at }) => at)).toEqual([`${PICKUP}T13:00:00.000Z`]);
    },
  );
});

describe('the requested hours of a stop', () => {
  inBothOrders(
    'are planned on the clock of the stop, as they were requested last',
    (id) => [
      mvmnt(10, id, hours(PICKUP, '07:00', '09:00'), hours(DROP, '08:00', '10:00')),
      mvmnt(11, id, hours(PICKUP, '07:00', '09:00'), hours(DROP, '08:00', '12:00')),
    ],
    async (id) => {
      expect(await timesOf(id, 'ARRIVED')).toEqual([
        {
          ...{ classifier: 'PLN', at: '2026-05-20T13:00:00.000Z', offset: '-05:00', precision: 'time' },
          text: '2026-05-20T08:00/2026-05-20T12:00',
        },
      ]);
      expect(await timesOf(id, 'AT_PICKUP')).toMatchObject([{ at: '2026-05-18T12:00:00.000Z', precision: 'time' }]);
      expect(await timesOf(id, 'DEPARTED')).toMatchObject([{ text: PICKUP, precision: 'day' }]);
    },
  );

  inBothOrders(
    'are met by an arrival before their end',
    (id) => [
      mvmnt(10, id, hours(PICKUP, '07:00', '09:00'), hours(DROP, '08:00', '12:00')),
      mvmnt(21, id, hours(PICKUP, '07:00', '09:00'), arrival('2026-05-20T16:45:00Z')),
    ],
    async (id) => expect(await varianceIn(id)).toBe('On time'),
  );

  inBothOrders(
    'are missed by the hours after their end',
    (id) => [
      mvmnt(10, id, hours(PICKUP, '07:00', '09:00'), hours(DROP, '08:00', '12:00')),
      mvmnt(21, id, hours(PICKUP, '07:00', '09:00'), arrival('2026-05-20T22:30:00Z')),
    ],
    async (id) => expect(await varianceIn(id)).toBe('+5 h'),
  );

  inBothOrders(
    'yield to the appointment of the load',
    (id) => {
      const load = { id: `l${id}`, stops: [{ orderStopId: 's2', scheduledArrival: '2026-05-20T14:00:00Z' }] };
      const [pickup, drop] = [hours(PICKUP, null, null), hours(DROP, '08:00', '12:00')];
      return [mvmnt(10, id, pickup, drop, { loads: [load] }), mvmnt(11, id, pickup, drop)];
    },
    async (id) => expect(await timesOf(id, 'ARRIVED')).toMatchObject([{ text: '2026-05-20T14:00:00Z' }]),
  );

  inBothOrders(
    'of the pick-up are missed as long as the truck is not there, not while it is loaded',
    (id) => [
      mvmnt(10, id, hours(PICKUP, '07:00', '09:00'), hours('2027-05-20', '08:00', '12:00')),
      mvmnt(11, id, hours(PICKUP, '07:00', '09:00'), hours('2027-05-20', '08:00', '12:00')),
    ],
    async (id) => {
      const late = await sql`select type, opens_at as at, details from exception_conditions
        where entity_id = ${shipmentId(id)} and type like 'departure%'`;
      // Four hours after nine in Dallas, which is the limit of trucks.
      expect(late.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-05-18T18:00:00.000Z']);
      expect(late[0]?.details).toMatchObject({ milestone: 'AT_PICKUP', place: 'Dallas, TX' });
    },
  );

  inBothOrders(
    'of the pick-up are met by a truck that waits there for the rest of the day',
    (id) => {
      const drop = hours('2027-05-20', '08:00', '12:00');
      const there = { ...hours(PICKUP, '07:00', '09:00'), actualArrival: '2026-05-18T13:30:00Z' };
      return [mvmnt(10, id, hours(PICKUP, '07:00', '09:00'), drop), mvmnt(18, id, there, drop)];
    },
    async (id) => {
      const late = await sql`select opens_at as at from exception_conditions
        where entity_id = ${shipmentId(id)} and type in ('departure.late', 'milestone.missing')`;
      expect(late.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-05-19T05:00:00.000Z']);
    },
  );
});
