import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';
import { open } from './open.ts';

function replay(name: string): Change[] {
  const { body } = JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8'));
  return open(Buffer.from(JSON.stringify(body))).flatMap((event) => {
    const outcome = normalise(event);
    return outcome.outcome === 'changes' ? outcome.changes : [];
  });
}
const view = (data: object): Change[] => {
  const raw = { event: 'shipment.updated', timestamp: '2026-03-12T16:00:00Z', data: { id: 's1', ...data } };
  const outcome = normalise({ type: 'shipment.updated', key: 'k', raw });
  return outcome.outcome === 'changes' ? outcome.changes : [];
};
const legs = (changes: Change[]) => changes.filter((change) => change.kind === 'leg');
const times = (changes: Change[]) =>
  changes
    .filter((change) => change.kind === 'milestone')
    .map(({ code, classifier, leg, moment }) =>
      [leg?.slice(-4) ?? '', code, classifier, moment?.text ?? null].join(' '),
    );

describe('a full shipment in an event', () => {
  const changes = replay('shipment-in-transit-full');

  it('has one leg between each two stops in their stated order', () => {
    const order = 'e1d7b3a9-0c2f-4e5a-b6d8-4f9a1c3e5704';
    expect(legs(changes)).toMatchObject([
      { leg: `${order}:2d8e1f5b-6c4a-4b63-9f25-8c3b4a5d6710`, fields: { sequence: 1, mode: 'truck' } },
      { leg: `${order}:3e7d2a4c-5b9f-4c74-a036-7b4c5d6e7811`, fields: { sequence: 2, mode: 'truck' } },
    ]);
    expect(legs(changes)[0]?.fields).toMatchObject({
      origin: { name: 'Kansas City, MO', country: 'US', latitude: 39.09973, longitude: -94.57857 },
      destination: { name: 'St. Louis, MO' },
      carrierName: 'Tallgrass Motor Lines LLC',
      scac: 'TGML',
    });
  });

  it('has the requested hours as a window, its departures on the day, and an empty actual time as a retraction', () => {
    expect(times(changes)).toEqual([
      '6710 DEPARTED PLN 2026-03-11',
      '6710 DEPARTED ACT 2026-03-11T15:40:00Z',
      '6710 ARRIVED PLN 2026-03-12T08:00/2026-03-12T12:00',
      '6710 ARRIVED ACT ',
      '6710 AT_PICKUP PLN 2026-03-11T08:00/2026-03-11T12:00',
      '6710 AT_PICKUP ACT 2026-03-11T13:12:00Z',
      '7811 DEPARTED PLN 2026-03-12',
      '7811 DEPARTED ACT ',
      '7811 ARRIVED PLN 2026-03-13T08:00/2026-03-13T12:00',
      '7811 ARRIVED ACT ',
      '7811 DELIVERY_COMPLETED ACT ',
      ' DELIVERED ACT ',
      ' BOOKING_CONFIRMED ACT 2026-03-10T11:32:00Z',
      ' DISPATCHED ACT 2026-03-11T10:05:00Z',
      ' DEPARTED ACT 2026-03-11T15:41:02Z',
    ]);
    const plan = changes.find((change) => change.kind === 'milestone' && change.classifier === 'PLN');
    expect(plan).toMatchObject({ moment: { precision: 'day', offset: null, at: '2026-03-11T00:00:00.000Z' } });
  });

  it('marks the departure of the shipment as a hint of the departure from the stop', () => {
    expect(changes.at(-1)).toMatchObject({ code: 'DEPARTED', hint: true });
  });

  it('has the customer, the carrier of the load and the references', () => {
    expect(changes.filter((change) => change.kind === 'role').map(({ role, name }) => `${role} ${name}`)).toEqual([
      'customer Birch Lane Beverages',
      'carrier Tallgrass Motor Lines LLC',
    ]);
    expect(
      changes.filter((change) => change.kind === 'reference').map(({ type, value }) => `${type} ${value}`),
    ).toEqual(['shipment SHP-20418', 'other BL-559021', 'purchase_order 88172', 'pickup PU 4471', 'other NRA-26']);
    expect(changes[0]).toMatchObject({
      fields: {
        mode: 'truck',
        customer: 'Birch Lane Beverages',
        pieces: 22,
        weight: { value: '38450.5', unit: 'lbs' },
      },
    });
  });
});

describe('loads', () => {
  it('add their appointments and times to the stops of the order, and keep its legs', () => {
    const changes = replay('shipment-updated-with-loads');
    expect(legs(changes).map((leg) => leg.leg)).toEqual(legs(replay('shipment-in-transit-full')).map((leg) => leg.leg));
    expect(times(changes)).toEqual([
      '6710 DEPARTED PLN 2026-03-11',
      '6710 DEPARTED ACT 2026-03-11T15:40:00Z',
      '6710 ARRIVED PLN 2026-03-12T14:30:00Z',
      '6710 ARRIVED ACT 2026-03-12T14:55:00Z',
      '6710 AT_PICKUP PLN 2026-03-11T13:00:00Z',
      '6710 AT_PICKUP ACT 2026-03-11T13:12:00Z',
      '7811 DEPARTED PLN 2026-03-12',
      '7811 DEPARTED ACT 2026-03-12T16:02:00Z',
      '7811 ARRIVED PLN 2026-03-13T15:00:00Z',
      '7811 ARRIVED ACT 2026-03-13T15:21:00Z',
      '7811 DELIVERY_COMPLETED ACT ',
      ' PICKED_UP ACT 2026-03-11T15:38:00Z',
      ' DELIVERED ACT 2026-03-13T17:20:00Z',
      ' BOOKING_CONFIRMED ACT 2026-03-10T11:32:00Z',
      ' DISPATCHED ACT 2026-03-11T10:05:00Z',
    ]);
  });

  it('are the route if no order has one', () => {
    const stops = [
      { id: 'b', sequence: 2, address: { city: 'Reno' } },
      { id: 'a', sequence: 1, address: { city: 'Elko' } },
    ];
    const [leg] = legs(
      view({
        loads: [
          { id: 'l1', mode: 'INTERMODAL', stops },
          { id: 'l0', status: 'CANCELED', stops },
        ],
      }),
    );
    expect(leg).toMatchObject({ leg: 'l1:b', fields: { mode: 'intermodal', origin: { name: 'Elko' } } });
    expect(legs(view({ shipmentId: 's9', stops }))).toMatchObject([{ shipment: 's9', leg: 's1:b' }]);
  });

  it('deliver in part when there are several', () => {
    const load = (id: string) => ({ id, deliveredAt: '2026-03-12T10:00:00Z' });
    expect(view({ status: 'IN_TRANSIT', loads: [load('l1'), load('l2')] })).toMatchObject([
      { kind: 'shipment' },
      { code: 'DELIVERED_PART', instance: 'l1' },
      { code: 'DELIVERED_PART', instance: 'l2' },
    ]);
  });
});

describe('an empty time of delivery', () => {
  it('retracts the delivery only if the status precedes it', () => {
    expect(times(view({ status: 'IN_TRANSIT', deliveredAt: null }))).toEqual([' DELIVERED ACT ']);
    expect(times(view({ status: 'DELIVERED', deliveredAt: null }))).toEqual([]);
    expect(times(view({ deliveredAt: null }))).toEqual([]);
    expect(times(view({ status: 'UNLOADING', pickedUpAt: null }))).toEqual([]);
  });
});
