import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

function changesOf(data: object, type = 'shipment.updated'): Change[] {
  const raw = { event: type, timestamp: '2026-03-12T16:00:00Z', data: { id: 's1', ...data } };
  const outcome = normalise({ type, key: 'k', raw });
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  return outcome.changes;
}
const fields = (data: object) => {
  const [change] = changesOf(data);
  return change?.kind === 'shipment' ? change.fields : undefined;
};
const legs = (data: object) => changesOf(data).flatMap((change) => (change.kind === 'leg' ? [change] : []));
/** Leg, code, classifier, instance and text of each milestone, and whether it is a hint. */
const times = (data: object, type?: string) =>
  changesOf(data, type).flatMap((change) => {
    if (change.kind !== 'milestone') return [];
    const { code, classifier, leg, instance, moment, hint } = change;
    return [[leg, code, classifier, instance, moment?.text ?? 'none', hint && 'hint'].filter(Boolean).join(' ')];
  });
const roles = (data: object) =>
  changesOf(data).flatMap((change) => (change.kind === 'role' ? [`${change.role} ${change.name}`] : []));
const references = (data: object) =>
  changesOf(data).flatMap((change) => (change.kind === 'reference' ? [`${change.type} ${change.value}`] : []));

const stop = (id: string, city: string, more: object = {}) => ({ id, address: { city }, ...more });
const STOPS = [
  stop('a', 'Elko', { sequence: 1, type: 'PICKUP' }),
  stop('b', 'Reno', { sequence: 2, type: 'CROSS_DOCK' }),
  stop('c', 'Fresno', { sequence: 3, type: 'DELIVERY' }),
];

describe('the route of a load', () => {
  it('has one leg between each two stops, with the roles of its ends', () => {
    expect(legs({ orders: [{ id: 'o1', mode: 'LTL', stops: [...STOPS].reverse() }] })).toMatchObject([
      {
        leg: 'o1:b',
        fields: {
          mode: 'truck',
          origin: { name: 'Elko' },
          destination: { name: 'Reno' },
          originRole: 'pick-up',
          destinationRole: 'cross-dock',
          sequence: 1,
        },
      },
      {
        leg: 'o1:c',
        fields: {
          origin: { name: 'Reno' },
          destination: { name: 'Fresno' },
          originRole: 'cross-dock',
          destinationRole: 'delivery',
          sequence: 2,
        },
      },
    ]);
  });

  it('has no stated sequence with several orders', () => {
    const found = legs({
      orders: [
        { id: 'o1', stops: STOPS },
        { id: 'o2', stops: STOPS },
      ],
    });
    expect(found.map(({ leg, fields: { sequence } }) => [leg, sequence])).toEqual([
      ['o1:b', undefined],
      ['o1:c', undefined],
      ['o2:b', undefined],
      ['o2:c', undefined],
    ]);
  });

  it('is in list order without a stated sequence, and uses positions for missing ids', () => {
    const bare = STOPS.map(({ address }) => ({ address }));
    expect(legs({ orders: [{ stops: bare }] }).map(({ leg, fields: { origin } }) => [leg, origin?.name])).toEqual([
      ['0:1', 'Elko'],
      ['0:2', 'Reno'],
    ]);
  });

  it('is that of the orders, else of the loads, else of the shipment; one stop is no route', () => {
    const route = (data: object) => legs(data).map(({ leg }) => leg);
    const [load, order] = [
      { id: 'l1', stops: STOPS },
      { id: 'o1', stops: STOPS },
    ];
    expect(route({ orders: [order], loads: [load], stops: STOPS })).toEqual(['o1:b', 'o1:c']);
    expect(route({ orders: [{ id: 'o1', stops: STOPS.slice(0, 1) }], loads: [load] })).toEqual(['l1:b', 'l1:c']);
    expect(route({ orders: [{ ...order, status: 'CANCELED' }], loads: [load] })).toEqual(['l1:b', 'l1:c']);
    expect(route({ loads: [{ ...load, status: 'CANCELED' }], stops: STOPS })).toEqual(['s1:b', 's1:c']);
    expect(route({ stops: STOPS.slice(0, 1) })).toEqual([]);
    expect(route({ orders: [{ id: 'o0', stops: STOPS.slice(0, 1) }, order] })).toEqual(['o1:b', 'o1:c']);
  });

  it('has the carrier of the only load, if that is known', () => {
    const load = (id: string, name: string, status?: string) => ({
      id,
      carriers: [
        { status: 'BOUNCED', carrier: { name: 'Gone' } },
        { ...(status && { status }), carrier: { name, scac: 'TGML' } },
      ],
    });
    const carriers = (data: object) => legs(data).map(({ fields: { carrierName, scac } }) => [carrierName, scac]);
    const orders = [{ id: 'o1', stops: STOPS.slice(0, 2) }];
    expect(carriers({ orders, loads: [load('l1', 'Tallgrass', 'ACTIVE')] })).toEqual([['Tallgrass', 'TGML']]);
    expect(carriers({ orders, loads: [load('l1', 'Tallgrass')] })).toEqual([['Tallgrass', 'TGML']]);
    expect(carriers({ orders, loads: [load('l1', 'Tallgrass', 'TONU')] })).toEqual([[null, null]]);
    expect(carriers({ orders, loads: [load('l1', 'Tallgrass'), load('l2', 'Prairie')] })).toEqual([
      [undefined, undefined],
    ]);
    expect(
      carriers({ orders, loads: [load('l1', 'Tallgrass'), { ...load('l2', 'Prairie'), status: 'CANCELED' }] }),
    ).toEqual([['Tallgrass', 'TGML']]);
    expect(carriers({ orders: [{ ...orders[0], carriers: [{ carrier: { name: 'Own' } }] }] })).toEqual([
      ['Own', undefined],
    ]);
    expect(carriers({ orders, loads: [{ id: 'l1', carriers: [{ carrier: 'Tallgrass' }] }] })).toEqual([
      [undefined, undefined],
    ]);
  });

  it('has the address of each stop, in any format', () => {
    const ends = (own: object, over: object = {}) => {
      const loads = [{ id: 'l1', stops: [{ orderStopId: 'a', ...over }] }];
      return legs({ orders: [{ id: 'o1', stops: [{ id: 'a', ...own }, stop('b', 'Reno')] }], loads })[0]?.fields.origin
        ?.name;
    };
    expect(ends({ city: 'Elko', location: { name: 'X' } }, { address: { city: 'Y' } })).toBe('Elko');
    expect(ends({ address: { city: 'Elko' }, location: { name: 'X' } }, { address: { city: 'Y' } })).toBe('Elko');
    expect(ends({ location: { name: 'X' } }, { address: { city: 'Elko' } })).toBe('Elko');
    expect(ends({ location: { name: 'Dock 4' } })).toBe('Dock 4');
    expect(ends({})).toBeUndefined();
  });
});

describe('the times of a stop', () => {
  const trip = (own: object, over?: object) => ({
    orders: [{ id: 'o1', stops: [stop('a', 'Elko'), stop('b', 'Reno', own)] }],
    ...(over && { loads: [{ id: 'l1', stops: [{ orderStopId: 'b', ...over }] }] }),
  });
  const T = (hour: number) => `2026-03-11T${hour}:00:00Z`;

  it('are those of the load before those of the order', () => {
    expect(times(trip({ actualArrival: T(10) }, { actualArrival: T(11) }))).toEqual([`o1:b ARRIVED ACT ${T(11)}`]);
    expect(times(trip({ actualArrival: T(10) }, {}))).toEqual([`o1:b ARRIVED ACT ${T(10)}`]);
    expect(times(trip({ actualArrival: T(10) }, { actualArrival: null }))).toEqual([`o1:b ARRIVED ACT ${T(10)}`]);
    expect(times(trip({ actualArrival: null }, { actualArrival: T(11) }))).toEqual([`o1:b ARRIVED ACT ${T(11)}`]);
    expect(times(trip({}, { actualArrival: null }))).toEqual(['o1:b ARRIVED ACT none']);
    expect(times(trip({ actualArrival: null }))).toEqual(['o1:b ARRIVED ACT none']);
    expect(times(trip({}))).toEqual([]);
  });

  it('are planned by the appointment, else by the requested window, which is a hint', () => {
    expect(times(trip({ scheduledArrival: T(10) }, { scheduledArrival: T(11) }))).toEqual([
      `o1:b ARRIVED PLN ${T(11)}`,
    ]);
    expect(times(trip({ scheduledArrival: T(10), requestedStartDate: '2026-03-11' }))).toEqual([
      `o1:b ARRIVED PLN ${T(10)}`,
    ]);
    expect(times(trip({ requestedStartDate: '2026-03-11', requestedEndDate: '2026-03-12' }))).toEqual([
      'o1:b ARRIVED PLN 2026-03-11/2026-03-12 hint',
    ]);
    expect(times(trip({ requestedEndDate: '2026-03-12' }))).toEqual(['o1:b ARRIVED PLN 2026-03-12 hint']);
    const hours = { requestedStartDate: '2026-03-11', requestedStartTime: '08:00', requestedEndTime: '10:00' };
    expect(times(trip(hours))).toEqual(['o1:b ARRIVED PLN 2026-03-11T08:00/2026-03-11T10:00 hint']);
  });

  it('are departures at the start of a leg, and arrivals at its end', () => {
    const both = { actualArrival: T(10), actualDeparture: T(11) };
    const orders = [{ id: 'o1', stops: [stop('a', 'Elko', both), stop('b', 'Reno', both)] }];
    expect(times({ orders })).toEqual([`o1:b DEPARTED ACT ${T(11)}`, `o1:b ARRIVED ACT ${T(10)}`]);
    const [departed] = changesOf({ orders }).filter((change) => change.kind === 'milestone');
    expect(departed).toMatchObject({ place: { name: 'Elko' } });
    const nowhere = { orders: [{ id: 'o1', stops: [{ id: 'a', ...both }, stop('b', 'Reno')] }] };
    expect(changesOf(nowhere).find((change) => change.kind === 'milestone')).not.toHaveProperty('place');
  });
});

describe('the times of loads and of the shipment', () => {
  const T = '2026-03-11T10:00:00Z';

  it.each<[string, object, string[]]>([
    [
      'of one load are those of the shipment',
      { loads: [{ id: 'l1', pickedUpAt: T, deliveredAt: T }] },
      [`PICKED_UP ACT ${T}`, `DELIVERED ACT ${T}`],
    ],
    ['of the shipment', { pickedUpAt: T, deliveredAt: T }, [`PICKED_UP ACT ${T}`, `DELIVERED ACT ${T}`]],
    [
      'of several loads are separate',
      { loads: [{ id: 'l1', pickedUpAt: T }, { deliveredAt: T }] },
      [`PICKED_UP ACT l1 ${T}`, `DELIVERED_PART ACT 1 ${T}`],
    ],
    [
      'of the shipment count in addition to several loads',
      { loads: [{ id: 'l1' }, { id: 'l2' }], deliveredAt: T },
      [`DELIVERED ACT ${T}`],
    ],
    [
      'that are empty are retracted if the status is earlier',
      { status: 'LOADING', pickedUpAt: null, deliveredAt: null },
      ['PICKED_UP ACT none', 'DELIVERED ACT none'],
    ],
    ['that are empty are ignored if the status is later', { status: 'IN_TRANSIT', pickedUpAt: null }, []],
    ['that are empty are ignored without a status', { pickedUpAt: null, deliveredAt: null }, []],
    [
      'that are empty are ignored if the status has no stage',
      { status: 'ON_HOLD', pickedUpAt: null, deliveredAt: null },
      [],
    ],
    ['of a cancelled load do not count', { loads: [{ id: 'l1', status: 'CANCELED', deliveredAt: T }] }, []],
    [
      'of booking and dispatch are those of the carrier of the load',
      {
        loads: [
          {
            id: 'l1',
            carriers: [
              { status: 'BOUNCED', bookedAt: '2026-03-01' },
              { status: 'ACTIVE', carrier: {}, bookedAt: T, dispatchedAt: T },
            ],
          },
        ],
      },
      [`BOOKING_CONFIRMED ACT ${T}`, `DISPATCHED ACT ${T}`],
    ],
    [
      'of booking are none of several loads',
      { loads: [{ id: 'l1', carriers: [{ carrier: {}, bookedAt: T }] }, { id: 'l2' }] },
      [],
    ],
  ])('%s', (_what, data, expected) => {
    expect(times(data)).toEqual(expected);
  });

  it('precede the time of the event, which is a hint if a leg has one', () => {
    const orders = [{ id: 'o1', stops: [stop('a', 'Elko', { actualDeparture: T }), stop('b', 'Reno')] }];
    expect(times({ orders }, 'SHIPMENT_IN_TRANSIT')).toEqual([
      `o1:b DEPARTED ACT ${T}`,
      'DEPARTED ACT 2026-03-12T16:00:00Z hint',
    ]);
    expect(times({}, 'SHIPMENT_IN_TRANSIT')).toEqual(['DEPARTED ACT 2026-03-12T16:00:00Z']);
    expect(times({ deliveredAt: T }, 'SHIPMENT_DELIVERED')).toEqual([`DELIVERED ACT ${T}`]);
  });
});

describe('the shipment', () => {
  it('has its own mode, else the common mode of orders and loads', () => {
    expect(fields({ mode: 'AIR', orders: [{ id: 'o', mode: 'LTL' }] })).toEqual({ mode: 'air' });
    expect(fields({ orders: [{ id: 'o', mode: 'LTL' }], loads: [{ id: 'l', mode: 'TL' }] })).toEqual({ mode: 'truck' });
    expect(
      fields({ status: 'BOOKED', orders: [{ id: 'o', mode: 'LTL' }], loads: [{ id: 'l', mode: 'RAIL' }] }),
    ).not.toHaveProperty('mode');
  });

  it('has the goods of its only order, else its own', () => {
    const freight = { handlingUnitQuantity: 22, weight: '38450.5', volume: 900 };
    const read = { pieces: 22, weight: { value: '38450.5', unit: 'lbs' }, volume: { value: '900', unit: 'cbft' } };
    expect(fields({ orders: [{ id: 'o', freight }], freight: { weight: 1 } })).toEqual(read);
    expect(fields({ freight })).toEqual(read);
    expect(fields({ orders: [{ id: 'o', freight: { weight: 1 } }, { id: 'p' }], freight })).toEqual(read);
    expect(fields({ status: 'BOOKED', freight: { handlingUnitQuantity: 1.5, weight: 'x' } })).toEqual({
      reportedStatus: { text: 'BOOKED', stage: 'booked' },
    });
  });

  it('has its status by the event, else by its data', () => {
    expect(fields({ status: 'BOOKED', newStatus: 'X' })).toEqual({
      reportedStatus: { text: 'BOOKED', stage: 'booked' },
    });
    expect(fields({ newStatus: 'DELIVERED' })).toEqual({ reportedStatus: { text: 'DELIVERED', stage: 'delivered' } });
    const [change] = changesOf({ status: 'BOOKED' }, 'SHIPMENT_LOADING');
    expect(change).toMatchObject({ fields: { reportedStatus: { text: 'LOADING' } } });
  });

  it('has a customer and the carriers of its loads', () => {
    const loads = [
      { id: 'l1', carriers: [{ carrier: { id: 'c1', name: 'Tallgrass' } }] },
      { id: 'l2', carriers: [{ carrier: { id: 'c2', name: 'Prairie' } }] },
      { id: 'l3', carriers: [{ carrier: 'x' }] },
    ];
    expect(roles({ customer: { id: 'c', name: 'Birch' }, loads })).toEqual([
      'customer Birch',
      'carrier Tallgrass',
      'carrier Prairie',
    ]);
    expect(fields({ customer: { id: 'c', name: 'Birch' } })).toEqual({ customer: 'Birch' });
    expect(changesOf({ customer: 'Birch' })).toEqual([{ kind: 'shipment', shipment: 's1', fields: {} }]);
  });

  it('has its references and those of its orders', () => {
    expect(
      references({
        friendlyId: 'SHP-1',
        key: 'PO-9',
        orders: [{ id: 'o', references: [{ type: 'PRO_NUMBER', value: 'P 1' }, { value: 'X' }] }],
      }),
    ).toEqual(['shipment SHP-1', 'customer PO-9', 'pro P 1', 'other X']);
    expect(references({ key: 'SHP-1' })).toEqual(['shipment SHP-1']);
    expect(references({ key: 'X-SHP-1' })).toEqual(['customer X-SHP-1']);
    expect(references({ friendlyId: 'SHP-1', key: 'SHP-2' })).toEqual(['shipment SHP-1', 'customer SHP-2']);
    expect(references({ friendlyId: 'A', key: 'A' })).toEqual(['shipment A']);
  });

  it('is the one that the event contains in addition to its own id', () => {
    expect(changesOf({ id: 'e1', shipmentId: 's9' })).toMatchObject([{ kind: 'shipment', shipment: 's9' }]);
    expect(changesOf({ id: undefined, shipmentId: 's9' })).toMatchObject([{ shipment: 's9' }]);
  });

  it('has the position of a check call, in any format', () => {
    const place = (data: object, type = 'SHIPMENT_CHECK_CALL') => {
      const change = changesOf(data, type).find(({ kind }) => kind === 'milestone');
      return change?.kind === 'milestone' ? change.place?.name : undefined;
    };
    for (const key of ['location', 'currentLocation', 'position', 'address'])
      expect(place({ [key]: { city: 'Tulsa' } })).toBe('Tulsa');
    expect(place({ city: 'Tulsa' })).toBe('Tulsa');
    expect(place({ location: { city: 'Tulsa' }, address: { city: 'X' } })).toBe('Tulsa');
    expect(place({ location: { city: 'Tulsa' } }, 'SHIPMENT_DELIVERED')).toBeUndefined();
  });
});
