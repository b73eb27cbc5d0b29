import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';
import { instanceOf } from './records/record.ts';
import { stepOf } from './records/steps.ts';

const OCCURRED = '2026-03-12T10:00:00Z';
const CREATED = '2026-03-12T11:00:00Z';
const event = (type: string, data: object, more: object = {}) => ({
  type,
  key: 'the-key',
  raw: { _object: '/event', type, occurred_at: OCCURRED, created_at: CREATED, data, ...more },
});
function changesOf(type: string, data: object, more: object = {}): Change[] {
  const outcome = normalise(event(type, data, more));
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  return outcome.changes;
}
/** Code, classifier, leg, container and text of each milestone, and whether it is a hint. */
const times = (changes: Change[]) =>
  changes.flatMap((change) => {
    if (change.kind !== 'milestone') return [];
    const { code, classifier, leg, container, moment, hint } = change;
    return [[code, classifier, leg, container, moment?.text ?? 'none', hint && 'hint'].filter(Boolean).join(' ')];
  });
const first = (changes: Change[]) => changes.find((change) => change.kind === 'milestone');
const shipment = { id: 418806 };
const leg = (more: object = {}) => ({
  _object: '/shipment_leg',
  id: 7,
  shipment,
  transportation_mode: 'ocean',
  ...more,
});
const container = (more: object = {}) => ({ _object: '/ocean/shipment_container', id: 9, shipment, ...more });
const containerLeg = (dates: object, more: object = {}) => ({
  _object: '/ocean/shipment_container_leg',
  id: 1,
  shipment,
  leg: { id: 7 },
  shipment_container: { id: 9 },
  dates,
  ...more,
});

describe('the time of an event', () => {
  it('is reported at its creation, else at its occurrence', () => {
    expect(normalise(event('/shipment#created', { shipment }))).toMatchObject({
      reportedAt: '2026-03-12T11:00:00.000Z',
    });
    expect(normalise(event('/shipment#created', { shipment }, { created_at: null }))).toMatchObject({
      reportedAt: '2026-03-12T10:00:00.000Z',
    });
  });

  it('is its occurrence, else its creation', () => {
    const text = (more: object) => times(changesOf('/shipment#created', { shipment }, more))[0];
    expect(text({})).toBe(`SHIPMENT_CREATED ACT ${OCCURRED}`);
    expect(text({ occurred_at: null })).toBe(`SHIPMENT_CREATED ACT ${CREATED}`);
    expect(text({ occurred_at: 'soon' })).toBe(`SHIPMENT_CREATED ACT ${CREATED}`);
  });

  it('is none if it states "no date"', () => {
    const undated = { occurred_at: '0001-01-01T00:00:00Z' };
    expect(times(changesOf('/shipment#created', { shipment }, undated))).toEqual([]);
    expect(
      times(changesOf('/shipment_leg#departed', { resource: leg({ actual_departure_date: '2026-03-11' }) }, undated)),
    ).toEqual(['DEPARTED ACT 7 2026-03-11']);
  });
});

describe('a milestone of the published types', () => {
  it.each<[string, object, string]>([
    [
      '/shipment_leg#updated_estimated_time_of_departure',
      leg({ estimated_departure_date: '2026-03-20' }),
      'DEPARTED EST 7 2026-03-20',
    ],
    [
      '/shipment_leg#updated_estimated_time_of_arrival',
      leg({ estimated_arrival_date: '2026-03-20' }),
      'ARRIVED EST 7 2026-03-20',
    ],
    [
      '/shipment_leg#updated_estimated_out_for_delivery',
      leg({ estimated_departure_date: '2026-03-20' }),
      'OUT_FOR_DELIVERY EST 7 2026-03-20',
    ],
    ['/shipment_leg#departed', leg(), `DEPARTED ACT 7 ${OCCURRED}`],
    ['/shipment_leg#arrived', leg(), `ARRIVED ACT 7 ${OCCURRED}`],
    ['/shipment_leg#out_for_delivery', leg(), `OUT_FOR_DELIVERY ACT 7 ${OCCURRED}`],
    ['/shipment_leg#delivery_completed', leg(), `DELIVERY_COMPLETED ACT 7 ${OCCURRED}`],
    ['/shipment_leg#delivered', leg(), `DELIVERED_PART ACT 7 ${OCCURRED}`],
    ['/ocean/shipment_leg#loaded_on_truck', leg(), `TRANSLOADED ACT 7 ${OCCURRED}`],
    [
      '/shipment_leg#delivery_appointment_requested',
      leg({ additional_dates: { delivery_appointment_requested_date: '2026-03-20' } }),
      'APPOINTMENT_REQUESTED ACT 7 2026-03-20',
    ],
    ['/shipment_leg#delivery_appointment_requested', leg(), `APPOINTMENT_REQUESTED ACT 7 ${OCCURRED}`],
    [
      '/shipment_leg#delivery_appointment_scheduled',
      leg({ additional_dates: { delivery_appointment_scheduled_date: '2026-03-20' } }),
      'APPOINTMENT_SCHEDULED PLN 7 2026-03-20',
    ],
    ['/ocean/shipment_container_leg#loaded_on_board', containerLeg({}), `LOADED ACT 7 9 ${OCCURRED}`],
    ['/ocean/shipment_container_leg#unloaded_off_board', containerLeg({}), `DISCHARGED ACT 7 9 ${OCCURRED}`],
    [
      '/shipment_container_leg#updated_estimated_available_for_pickup',
      containerLeg({ estimated_available_for_pickup_date: '2026-03-20' }),
      'AVAILABLE_FOR_PICKUP EST 9 2026-03-20',
    ],
    [
      '/shipment_container_leg#delivery_appointment_scheduled',
      containerLeg({}),
      `APPOINTMENT_SCHEDULED PLN 7 9 ${OCCURRED}`,
    ],
    [
      '/ocean/shipment_container#free_time_to_expire',
      container({ last_free_day_date: '2026-03-20' }),
      'FREE_TIME_EXPIRING PLN 9 2026-03-20',
    ],
    [
      '/ocean/shipment_container#free_time_expired',
      container({ last_free_day_date: '2026-03-20' }),
      'FREE_TIME_EXPIRED ACT 9 2026-03-20',
    ],
    ['/ocean/shipment_container#free_time_expired', container(), `FREE_TIME_EXPIRED ACT 9 ${OCCURRED}`],
    [
      '/ocean/shipment_container#empty_returned',
      container({ empty_returned_date: '2026-03-20' }),
      'EMPTY_RETURNED ACT 9 2026-03-20',
    ],
    ['/shipment#delivered_in_full', { _object: '/shipment', ...shipment }, `DELIVERED ACT ${OCCURRED}`],
    [
      '/shipment#updated_cargo_ready_date',
      { _object: '/shipment', ...shipment, cargo_ready_date: '2026-03-20' },
      'CARGO_READY EST 2026-03-20',
    ],
  ])('%s is linked to its subject, with its date', (type, resource, expected) => {
    expect(times(changesOf(type, { resource }))[0]).toBe(expected);
  });

  it('has the notation of its snapshot', () => {
    const local = '2026-03-12T18:00:00+08:00';
    const text = (type: string, resource: object) => times(changesOf(type, { resource }))[0];
    expect(text('/shipment_leg#departed', leg({ actual_departure_date: local }))).toBe(`DEPARTED ACT 7 ${local}`);
    expect(text('/shipment_leg#arrived', leg({ actual_arrival_date: local }))).toBe(`ARRIVED ACT 7 ${local}`);
    expect(text('/shipment_leg#out_for_delivery', leg({ actual_departure_date: local }))).toBe(
      `OUT_FOR_DELIVERY ACT 7 ${local}`,
    );
    expect(text('/shipment_leg#delivered', leg({ actual_arrival_date: local }))).toBe(`DELIVERED_PART ACT 7 ${local}`);
    expect(text('/shipment_leg#delivery_completed', leg({ additional_dates: { delivery_completed: local } }))).toBe(
      `DELIVERY_COMPLETED ACT 7 ${local}`,
    );
    expect(
      text('/ocean/shipment_leg#loaded_on_truck', leg({ additional_dates: { loaded_on_truck_date: local } })),
    ).toBe(`TRANSLOADED ACT 7 ${local}`);
    expect(
      text('/ocean/shipment_container_leg#loaded_on_board', containerLeg({ actual_loaded_on_board_date: local })),
    ).toBe(`LOADED ACT 7 9 ${local}`);
    expect(
      text('/ocean/shipment_container_leg#unloaded_off_board', containerLeg({ actual_discharge_date: local })),
    ).toBe(`DISCHARGED ACT 7 9 ${local}`);
    expect(
      text('/ocean/shipment_container_leg#available_for_pickup', containerLeg({ available_for_pickup_date: local })),
    ).toBe(`AVAILABLE_FOR_PICKUP ACT 9 ${local}`);
    expect(
      text('/shipment#delivered_in_full', { _object: '/shipment', ...shipment, actual_delivered_in_full_date: local }),
    ).toBe(`DELIVERED ACT ${local}`);
    expect(text('/shipment_leg#departed', leg({ actual_departure_date: '2026-03-12T18:00:01+08:00' }))).toBe(
      `DEPARTED ACT 7 ${OCCURRED}`,
    );
  });

  it('is at the place of the event, else at the end of its leg', () => {
    const place = (type: string, data: object) => {
      const change = first(changesOf(type, data));
      return change?.kind === 'milestone' ? change.place?.name : undefined;
    };
    const [origin, destination] = ['Ningbo', 'Los Angeles'].map((name) => ({ place: { name } }));
    const resource = leg({ origin, destination });
    expect(place('/shipment_leg#departed', { resource, location: { place: { name: 'Busan' } } })).toBe('Busan');
    expect(place('/shipment_leg#departed', { resource })).toBe('Ningbo');
    expect(place('/shipment_leg#out_for_delivery', { resource })).toBe('Ningbo');
    expect(place('/shipment_leg#arrived', { resource })).toBe('Los Angeles');
    expect(place('/shipment_leg#delivery_completed', { resource })).toBe('Los Angeles');
    expect(place('/shipment#created', { resource: { _object: '/shipment', ...shipment } })).toBeUndefined();
  });

  it('of a leg has the containers of the event, each once; others have none', () => {
    const containers = [{ id: 12 }, { id: 9 }, { id: 9 }, {}];
    expect(first(changesOf('/shipment_leg#departed', { resource: leg(), containers }))).toMatchObject({
      containers: ['12', '9'],
    });
    expect(first(changesOf('/shipment_leg#departed', { resource: leg(), containers: [] }))).not.toHaveProperty(
      'containers',
    );
    expect(
      first(changesOf('/ocean/shipment_container#free_time_expired', { resource: container(), containers })),
    ).not.toHaveProperty('containers');
  });

  it('that repeats is distinguished by its event, reason or subject', () => {
    const instance = (type: string, data: object) => {
      const change = first(changesOf(type, data));
      return change?.kind === 'milestone' ? change.instance : undefined;
    };
    expect(instance('/shipment#updated_route', { shipment })).toBe('the-key');
    expect(instance('/shipment#weather_delay', { shipment })).toBe('the-key');
    expect(instance('/shipment#customs_agriculture_hold', { shipment })).toBe('agriculture');
    expect(instance('/invoice#invoice_shared', { shipment, resource: { _object: '/invoice', id: 'i1' } })).toBe('i1');
    expect(instance('/invoice#invoice_shared', { shipment, resource: { _object: '/invoice' } })).toBe('the-key');
    expect(instance('/shipment#created', { shipment })).toBeUndefined();
  });

  it('makes the estimates of all legs the plan when the schedule is confirmed', () => {
    const legs = [
      { id: 7, estimated_departure_date: '2026-03-20', estimated_arrival_date: null },
      { estimated_departure_date: '2026-03-21' },
    ];
    const data = {
      shipment: { ...shipment, legs, estimated_departure_date: '2026-03-19', estimated_arrival_date: '2026-03-29' },
    };
    expect(times(changesOf('/shipment#schedule_confirmed', data)).filter((text) => text.includes('PLN'))).toEqual([
      'DEPARTED PLN 7 2026-03-20',
      'DEPARTED PLN 2026-03-19 hint',
      'ARRIVED PLN 2026-03-29 hint',
    ]);
    expect(times(changesOf('/shipment#created', data)).filter((text) => text.includes('PLN'))).toEqual([]);
  });
});

describe('further changes of a snapshot', () => {
  it('of a leg are its dates', () => {
    const dates = {
      estimated_departure_date: '2026-03-01',
      actual_departure_date: '2026-03-02',
      estimated_arrival_date: '2026-03-03',
      actual_arrival_date: null,
      additional_dates: {
        delivery_appointment_requested_at_date: '2026-03-04',
        delivery_appointment_requested_date: '2026-03-14',
        delivery_appointment_scheduled_for_date: '2026-03-05',
        delivery_appointment_scheduled_date: '2026-03-15',
        loaded_on_truck_date: '2026-03-06',
        delivery_completed: '2026-03-07',
      },
    };
    expect(times(changesOf('/shipment#created', { shipment: { ...shipment, legs: [leg(dates)] } })).slice(1)).toEqual([
      'DEPARTED EST 7 2026-03-01',
      'DEPARTED ACT 7 2026-03-02',
      'ARRIVED EST 7 2026-03-03',
      'ARRIVED ACT 7 none',
      'APPOINTMENT_REQUESTED ACT 7 2026-03-04',
      'APPOINTMENT_SCHEDULED PLN 7 2026-03-05',
      'TRANSLOADED ACT 7 2026-03-06',
      'DELIVERY_COMPLETED ACT 7 2026-03-07',
    ]);
    const empty = {
      additional_dates: {
        delivery_completed: null,
        loaded_on_truck_date: null,
        delivery_appointment_requested_date: null,
        delivery_appointment_scheduled_date: null,
      },
    };
    expect(times(changesOf('/shipment#created', { shipment: { ...shipment, legs: [leg(empty)] } })).slice(1)).toEqual(
      [],
    );
  });

  it('of a container are its dates, and no retractions', () => {
    const dates = {
      estimated_available_for_pickup_date: '2026-03-01',
      available_for_pickup_date: '2026-03-02',
      empty_returned_date: '2026-03-03',
    };
    const container_legs = [
      {
        leg: { id: 7 },
        shipment_container: { id: 9 },
        dates: { actual_loaded_on_board_date: '2026-03-04', actual_discharge_date: '2026-03-05' },
      },
    ];
    const text = (more: object) =>
      times(changesOf('/shipment#created', { shipment, containers: [{ id: 9, ...more }] })).slice(1);
    expect(text({ ...dates, container_legs })).toEqual([
      'AVAILABLE_FOR_PICKUP EST 9 2026-03-01',
      'AVAILABLE_FOR_PICKUP ACT 9 2026-03-02',
      'EMPTY_RETURNED ACT 9 2026-03-03',
      'LOADED ACT 7 9 2026-03-04',
      'DISCHARGED ACT 7 9 2026-03-05',
    ]);
    expect(
      text({ estimated_available_for_pickup_date: null, available_for_pickup_date: null, empty_returned_date: null }),
    ).toEqual([]);
    expect(
      text({
        container_legs: [
          { leg: {}, shipment_container: { id: 9 } },
          { leg: { id: 7 }, dates: { actual_discharge_date: '2026-03-05' } },
        ],
      }),
    ).toEqual([]);
  });

  it('of a shipment are its dates as hints', () => {
    const both = (name: string, date: unknown) => ({ [`estimated_${name}_date`]: date, [`actual_${name}_date`]: date });
    const all = (date: unknown) =>
      Object.assign(
        {},
        ...['picked_up_in_full', 'departure', 'arrival', 'delivered_in_full'].map((name) => both(name, date)),
      );
    expect(times(changesOf('/shipment#created', { shipment: { ...shipment, ...all('2026-03-01') } })).slice(1)).toEqual(
      [
        'PICKED_UP EST 2026-03-01 hint',
        'PICKED_UP ACT 2026-03-01 hint',
        'DEPARTED EST 2026-03-01 hint',
        'DEPARTED ACT 2026-03-01 hint',
        'ARRIVED EST 2026-03-01 hint',
        'ARRIVED ACT 2026-03-01 hint',
        'DELIVERED EST 2026-03-01 hint',
        'DELIVERED ACT 2026-03-01 hint',
      ],
    );
    expect(times(changesOf('/shipment#created', { shipment: { ...shipment, ...all(null) } })).slice(1)).toEqual([
      'PICKED_UP ACT none hint',
      'DEPARTED ACT none hint',
      'ARRIVED ACT none hint',
      'DELIVERED ACT none hint',
    ]);
  });

  it('of one object are returned once, however often it is contained', () => {
    const [one, box] = [leg({ actual_departure_date: '2026-03-02' }), { id: 9, container_number: 'NHYU6120449' }];
    const data = {
      shipment: { ...shipment, legs: [one, one], ocean_shipment: { containers: [box] } },
      resource: one,
      containers: [box],
    };
    const changes = changesOf('/shipment_leg#arrived', data);
    expect(changes.filter(({ kind }) => kind === 'leg')).toHaveLength(1);
    expect(changes.filter(({ kind }) => kind === 'container')).toHaveLength(1);
    expect(times(changes).filter((text) => text.startsWith('DEPARTED'))).toEqual(['DEPARTED ACT 7 2026-03-02']);
    expect(times(changes).filter((text) => text.startsWith('ARRIVED'))).toEqual([`ARRIVED ACT 7 ${OCCURRED}`]);
  });

  it('of a leg without a mode are none: it is a link', () => {
    expect(
      changesOf('/shipment_leg#departed', { resource: leg({ transportation_mode: null, vessel_name: 'X' }) }).some(
        ({ kind }) => kind === 'leg',
      ),
    ).toBe(false);
  });

  it('of a leg are its carrier and vessel', () => {
    const fields = (more: object) => {
      const change = changesOf('/shipment_leg#departed', { resource: leg(more) }).find(({ kind }) => kind === 'leg');
      return change?.kind === 'leg' ? change.fields : undefined;
    };
    const ocean_leg = { scac_code: 'eglv', vessel_name: 'EVER ALOT', vessel_imo: '9893890', voyage_number: '1188E' };
    expect(fields({ carrier_name: 'Evergreen', ocean_leg })).toEqual({
      mode: 'ocean',
      carrierName: 'Evergreen',
      scac: 'EGLV',
      vesselName: 'EVER ALOT',
      vesselImo: '9893890',
      voyage: '1188E',
    });
    expect(fields({ transportation_mode: 'air', air_leg: { flight_number: 'CX880' } })).toEqual({
      mode: 'air',
      voyage: 'CX880',
    });
    expect(fields({ transportation_mode: 'truck', trucking_leg: { tracking_number: 'T1' } })).toEqual({
      mode: 'truck',
      trackingNumber: 'T1',
    });
    for (const scac_code of ['none', 'E', 'EVERG', 'E1', ' '])
      expect(fields({ ocean_leg: { scac_code } })).toEqual({ mode: 'ocean' });
    for (const vessel_imo of ['989389', '98938900', 'X9893890', 'IMO', '9893890 B'])
      expect(fields({ ocean_leg: { vessel_imo } })).toEqual({ mode: 'ocean' });
    for (const vessel_imo of ['imo9893890', 'IMO No: 9893890', 'IMO No. 9893890', 'IMO number 9893890'])
      expect(fields({ ocean_leg: { vessel_imo } })).toEqual({ mode: 'ocean', vesselImo: '9893890' });
  });

  it('of a leg are its containers, by sea, rail or road, and its tracking number', () => {
    for (const part of ['ocean_leg', 'rail_leg', 'trucking_leg']) {
      const container_legs = [containerLeg({ actual_discharge_date: '2026-03-05' })];
      expect(times(changesOf('/shipment_leg#departed', { resource: leg({ [part]: { container_legs } }) }))).toContain(
        'DISCHARGED ACT 7 9 2026-03-05',
      );
    }
    expect(
      changesOf('/shipment_leg#departed', { resource: leg({ trucking_leg: { tracking_number: 'T1' } }) }),
    ).toContainEqual({ kind: 'reference', shipment: '418806', type: 'tracking', value: 'T1' });
  });

  it('of a shipment are its roles, air waybills and goods', () => {
    const data = {
      ...shipment,
      air_shipment: { house_airway_bill: 'H1', master_airway_bill: 'M1' },
      it_number: 'IT1',
      items: [{ purchase_order_number: 'PO-1' }],
      shippers: [{ id: 1, name: 'Jiangnan' }, { id: 1, name: 'Jiangnan' }, { name: 'Other' }, { id: 3 }],
    };
    const changes = changesOf('/shipment#created', { shipment: data });
    expect(
      changes.flatMap((change) => (change.kind === 'reference' ? [`${change.type} ${change.value}`] : [])),
    ).toEqual(['shipment FLEX-418806', 'house_bill H1', 'master_bill M1', 'it_number IT1', 'purchase_order PO-1']);
    expect(
      changes.flatMap((change) => (change.kind === 'role' ? [`${change.role} ${change.name} ${change.party}`] : [])),
    ).toEqual(['shipper Jiangnan 1', 'shipper Other undefined']);
  });

  it.each<[object, object]>([
    [{ pieces: 12 }, { pieces: 12 }],
    [{ pieces: '12' }, { pieces: 12 }],
    [{ pieces: 0 }, {}],
    [{ pieces: 1.5 }, {}],
    [{ pieces: -1 }, {}],
    [{ calculated_weight: { value: 9.5, unit: 'kg' } }, { weight: { value: '9.5', unit: 'kg' } }],
    [{ calculated_volume: { value: '3', unit: 'cbm' } }, { volume: { value: '3', unit: 'cbm' } }],
    [{ calculated_weight: { value: 0, unit: 'kg' } }, {}],
    [{ calculated_weight: { value: '0.00', unit: 'kg' } }, {}],
    [{ calculated_weight: { value: '-5', unit: 'kg' } }, {}],
    [{ calculated_weight: { value: '9 t', unit: 'kg' } }, {}],
    [{ calculated_weight: { value: 9 } }, {}],
    [{ calculated_weight: { unit: 'kg' } }, {}],
    [{ cargo_ready_date: '2026-03-06T12:00:00+08:00' }, { cargoReadyOn: '2026-03-06' }],
    [{ cargo_ready_date: null }, {}],
    [{ archived_at: '2026-03-06T00:00:00Z' }, { archivedAt: '2026-03-06T00:00:00Z' }],
    [{ archived_at: '0001-01-01' }, {}],
    [{ status: 'arrival_port' }, { reportedStatus: { text: 'arrival_port', stage: 'arrived' } }],
    [{ transportation_mode: 'unknown_transportation' }, {}],
    [{ transportation_mode: 'ocean_air' }, { mode: 'intermodal' }],
    [{ transportation_mode: 'hovercraft' }, { mode: 'other' }],
    [
      { freight_type: 'x', incoterm: 'FOB', priority: 'high' },
      { freightType: 'x', incoterm: 'FOB', priority: 'high' },
    ],
  ])('of a shipment with %j is %j', (more, fields) => {
    expect(changesOf('/shipment#created', { shipment: { ...shipment, ...more } })).toContainEqual({
      kind: 'shipment',
      shipment: '418806',
      fields,
    });
  });

  it('of a container are its number, seal, size and last free day', () => {
    const fields = (more: object) => {
      const change = changesOf('/shipment#created', { shipment, containers: [{ id: 9, ...more }] }).find(
        ({ kind }) => kind === 'container',
      );
      return change?.kind === 'container' ? change.fields : undefined;
    };
    const stated = {
      container_number: 'NHYU6120449',
      container_type: 'dry',
      container_size: 'fourty_ft',
      seal_number: 'S1',
      last_free_day_date: '2026-04-03',
      items: [{ product_name: 'Lamp' }],
    };
    expect(fields(stated)).toEqual({
      number: 'NHYU6120449',
      type: 'dry',
      size: 'forty_ft',
      sealNumber: 'S1',
      lastFreeDay: '2026-04-03',
      items: [{ product: 'Lamp' }],
    });
    expect(fields({ last_free_day_date: '2026-04-03T07:00Z' })).toEqual({ lastFreeDay: '2026-04-03T07:00:00.000Z' });
    for (const last_free_day_date of [null, '', 'soon']) expect(fields({ last_free_day_date })).toEqual({});
  });
});

describe('the subject of an event', () => {
  const shipments = (type: string, data: object) => [
    ...new Set(changesOf(type, data).flatMap((change) => ('shipment' in change ? [change.shipment] : []))),
  ];

  it('is that of the resource, else of the type', () => {
    expect(times(changesOf('/shipment_leg#departed', { resource: { ...leg(), _object: undefined } }))[0]).toBe(
      `DEPARTED ACT 7 ${OCCURRED}`,
    );
    expect(
      changesOf('/ocean/shipment_container_leg#available_for_pickup', {
        resource: { ...container(), _object: 'ocean/shipment_container' },
      })[0],
    ).toMatchObject({ container: '9' });
  });

  it('belongs to the shipment of the event, else to its own', () => {
    expect(shipments('/shipment_leg#departed', { resource: leg(), shipment: { id: 1 } })).toEqual(['1']);
    expect(shipments('/shipment_leg#departed', { resource: leg() })).toEqual(['418806']);
    expect(shipments('/ocean/shipment_container#free_time_expired', { resource: container() })).toEqual(['418806']);
    expect(shipments('/ocean/shipment_container_leg#loaded_on_board', { resource: containerLeg({}) })).toEqual([
      '418806',
    ]);
    expect(
      shipments('/document#document_created', { resource: { _object: '/document', id: 'd', shipment: { id: 5 } } }),
    ).toEqual(['5']);
    expect(shipments('/shipment#created', { resource: { _object: '/shipment', id: 6 } })).toEqual(['6']);
  });

  it('may be the only container of the event, or that of its leg', () => {
    const at = (data: object) => times(changesOf('/ocean/shipment_container_leg#available_for_pickup', data))[0];
    const dated = { available_for_pickup_date: OCCURRED.replace('Z', '+00:00') };
    expect(at({ resource: containerLeg({}), containers: [{ id: 8 }, { id: 9, ...dated }] })).toBe(
      `AVAILABLE_FOR_PICKUP ACT 9 ${dated.available_for_pickup_date}`,
    );
    expect(at({ resource: containerLeg({}), containers: [{ id: 8, ...dated }] })).toBe(
      `AVAILABLE_FOR_PICKUP ACT 9 ${OCCURRED}`,
    );
    expect(at({ resource: { _object: '/shipment_leg', id: 7, shipment }, containers: [{ id: 8 }] })).toBe(
      `AVAILABLE_FOR_PICKUP ACT 8 ${OCCURRED}`,
    );
    expect(() =>
      at({ resource: { _object: '/shipment_leg', id: 7, shipment }, containers: [{ id: 8 }, { id: 9 }] }),
    ).toThrow('the event states no container');
  });

  it('is ignored with a reason without a shipment and a record', () => {
    const reason = (type: string, resource: object) => {
      const outcome = normalise(event(type, { resource }));
      return outcome.outcome === 'ignore' ? outcome.reason : outcome.outcome;
    };
    expect(reason('/purchase_order#updated', { _object: '/purchase_order' })).toBe(
      'purchase order event without a shipment',
    );
    expect(reason('/booking#amended', { _object: '/booking' })).toBe('booking event without a booking');
    expect(reason('/container_load_result#x', { _object: '/container_load_result' })).toBe(
      'container load result without a shipment',
    );
    expect(() => reason('/shipment_leg#departed', { id: 7 })).toThrow('the event states no shipment');
  });
});

describe('the records of an event', () => {
  it('are its subject, the step and the shipments', () => {
    const resource = {
      _object: '/purchase_order',
      id: 5,
      name: 'PO-1',
      shipment: { id: 2 },
      shipments: [{ id: 2 }, { id: 3 }],
    };
    expect(
      changesOf('/purchase_order#line_item_split', { resource }).filter(({ kind }) =>
        ['record', 'step', 'link'].includes(kind),
      ),
    ).toEqual([
      { kind: 'record', recordType: 'purchase_order', record: '5', fields: { number: 'PO-1' } },
      {
        kind: 'step',
        recordType: 'purchase_order',
        record: '5',
        code: 'UPDATED',
        instance: 'the-key',
        note: 'line_item_split',
        moment: expect.objectContaining({ text: OCCURRED }),
      },
      { kind: 'link', recordType: 'purchase_order', record: '5', shipment: '2' },
      { kind: 'link', recordType: 'purchase_order', record: '5', shipment: '3' },
    ]);
  });

  it('have the amount of a credit if there is only one', () => {
    const credits = (...amounts: string[]) => ({
      _object: '/invoice',
      id: 'i',
      credit_memos: amounts.map((amount) => ({ amount: { amount, currency_code: 'USD' } })),
    });
    const amount = (type: string, resource: object) => {
      const step = changesOf(type, { resource, shipment }).find(({ kind }) => kind === 'step');
      return step?.kind === 'step' ? step.amount : undefined;
    };
    expect(amount('/invoice#invoice_credit_applied', credits('5'))).toEqual({ amount: '5', currency: 'USD' });
    expect(amount('/invoice#invoice_credit_applied', credits('5', '6'))).toBeUndefined();
    expect(amount('/invoice#invoice_credit_applied', credits())).toBeUndefined();
    expect(amount('/invoice#invoice_payment_made', credits('5'))).toBeUndefined();
  });

  it('are the booking of a shipment, with the booking number of the carrier if there is only one', () => {
    const booking = (more: object, type = '/shipment#created') =>
      changesOf(type, { shipment: { ...shipment, booking: { id: 3, status: 'booked' }, ...more } }).filter(
        (change) => 'recordType' in change && change.recordType === 'booking',
      );
    expect(booking({ ocean_shipment: { carrier_booking_number: 'NHY1' } })).toEqual([
      { kind: 'record', recordType: 'booking', record: '3', fields: { carrierBooking: 'NHY1', status: 'confirmed' } },
      { kind: 'link', recordType: 'booking', record: '3', shipment: '418806' },
    ]);
    expect(booking({ ocean_shipment: { carrier_booking_number: 'NHY1, NHY2' } })[0]).toMatchObject({
      fields: { status: 'confirmed' },
    });
    expect(booking({ ocean_shipment: { carrier_booking_number: 'NHY1, NHY2' } })[0]).not.toHaveProperty(
      'fields.carrierBooking',
    );
    expect(booking({}, '/shipment#booking_confirmed')).toMatchObject([
      { kind: 'record' },
      { kind: 'step', code: 'CONFIRMED', record: '3', moment: { text: OCCURRED } },
      { kind: 'link' },
    ]);
    expect(booking({ booking: { id: 3 } })).toEqual([
      { kind: 'link', recordType: 'booking', record: '3', shipment: '418806' },
    ]);
    expect(booking({ booking: null })).toEqual([]);
    expect(booking({ booking: 'x' })).toEqual([]);
  });

  it('are each returned once', () => {
    const documents = [{ id: 'd', document_type: 'a' }, { id: 'd', document_type: 'b' }, { document_type: 'c' }];
    const changes = changesOf('/document#document_created', {
      shipment: { ...shipment, documents },
      resource: { _object: '/document', id: 'd', document_type: 'a' },
    });
    expect(changes.filter(({ kind }) => kind === 'record')).toHaveLength(1);
    expect(changes.filter(({ kind }) => kind === 'link')).toHaveLength(1);
  });

  it('have their shipment by their references', () => {
    const references = (type: string, object: string) =>
      changesOf(type, { shipment, resource: { _object: object, id: 'x', name: 'N-1' } }).flatMap((change) =>
        change.kind === 'reference' ? [`${change.type} ${change.value}`] : [],
      );
    expect(references('/invoice#invoice_shared', '/invoice')).toEqual(['shipment FLEX-418806', 'invoice N-1']);
    expect(references('/booking#amended', '/booking')).toEqual(['shipment FLEX-418806', 'booking N-1']);
    expect(references('/purchase_order#updated', '/purchase_order')).toEqual([
      'shipment FLEX-418806',
      'purchase_order N-1',
    ]);
    expect(references('/document#document_created', '/document')).toEqual(['shipment FLEX-418806']);
  });
});

describe('the step of an event type', () => {
  it.each<[Parameters<typeof stepOf>[0], string, string]>([
    ['invoice', 'invoice_payment_made', 'PAYMENT_MADE'],
    ['invoice', 'invoice_payment_failed', 'PAYMENT_FAILED'],
    ['invoice', 'invoice_due_date_adjusted', 'DUE_DATE_ADJUSTED'],
    ['invoice', 'invoice_credit_applied', 'CREDIT_APPLIED'],
    ['invoice', 'invoice_refund_applied', 'REFUND_APPLIED'],
    ['invoice', 'invoice_voided', 'VOIDED'],
    ['invoice', 'invoice_shared', 'ISSUED'],
    ['commercial_invoice', 'digitized', 'CREATED'],
    ['commercial_invoice', 'archived', 'ARCHIVED'],
    ['commercial_invoice', 'deleted', 'REMOVED'],
    ['document', 'document_uploaded', 'UPLOADED'],
    ['document', 'archived', 'ARCHIVED'],
    ['document', 'removed', 'REMOVED'],
    ['purchase_order', 'purchase_order_created', 'CREATED'],
    ['purchase_order', 'acknowledged', 'ACKNOWLEDGED'],
    ['purchase_order', 'canceled', 'CANCELLED'],
    ['purchase_order', 'cancelled', 'CANCELLED'],
    ['product', 'archived', 'ARCHIVED'],
    ['booking', 'submitted', 'SUBMITTED'],
    ['booking', 'booked', 'CONFIRMED'],
    ['booking', 'confirmed', 'CONFIRMED'],
    ['booking', 'amended', 'AMENDED'],
  ])('of a %s, %s: %s', (paper, name, code) => {
    expect(stepOf(paper, name)).toEqual({ code });
  });

  it('is an update for all others, with the type as a note if that has more detail', () => {
    expect(stepOf('product', 'updated')).toEqual({ code: 'UPDATED' });
    expect(stepOf('product', 'product_updated')).toEqual({ code: 'UPDATED' });
    expect(stepOf('product', 'unarchived')).toEqual({ code: 'UPDATED', note: 'unarchived' });
    expect(stepOf('product', 'archived_again')).toEqual({ code: 'UPDATED', note: 'archived_again' });
    expect(stepOf('product', 'updated_price')).toEqual({ code: 'UPDATED', note: 'updated_price' });
  });

  it('has an instance only if it can be repeated', () => {
    for (const code of [
      'AMENDED',
      'ACKNOWLEDGED',
      'UPDATED',
      'PAYMENT_MADE',
      'PAYMENT_FAILED',
      'DUE_DATE_ADJUSTED',
      'CREDIT_APPLIED',
      'REFUND_APPLIED',
    ] as const)
      expect(instanceOf(code, 'k')).toEqual({ instance: 'k' });
    for (const code of ['CREATED', 'VOIDED', 'ISSUED', 'ARCHIVED', 'REMOVED'] as const)
      expect(instanceOf(code, 'k')).toEqual({});
  });
});
