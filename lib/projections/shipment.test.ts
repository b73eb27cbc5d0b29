import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { partId } from '#lib/model/identity.ts';
import type { ShipmentFields } from '#lib/model/shipment.ts';
import { InMemory, idOf, moment } from '#tests/support/in-memory.ts';
import { reportedEvent } from '#tests/support/normalised-events.ts';
import { at, happened } from '#tests/support/shipment-rows.ts';

const FACTORY = at('Suzhou works', { country: 'CN', timeZone: 'Asia/Shanghai' });
const SHANGHAI = at('Shanghai', { country: 'CN', unlocode: 'CNSHA', timeZone: 'Asia/Shanghai' });
const ANGELES = at('Los Angeles', { country: 'US', unlocode: 'USLAX', timeZone: 'America/Los_Angeles' });
const DOOR = at('Salt Lake warehouse', { country: 'US', timeZone: 'America/Denver' });
const day = (number: number) => `2026-03-${String(number).padStart(2, '0')}T08:00:00.000Z`;
const id = idOf('shipment', 'S');
const shipment = (fields: ShipmentFields): Change => ({ kind: 'shipment', shipment: 'S', fields });

describe('a shipment whose legs, containers, parties and references are stated', () => {
  const event = reportedEvent(
    day(10),
    shipment({
      name: 'Spring chairs',
      mode: 'truck',
      reportedStatus: { text: 'in_transit_to_arrival_port', stage: 'in_transit' },
      freightType: 'port_to_door',
      incoterm: 'FOB',
      priority: 'high',
      pieces: 400,
      weight: { value: '12400.5', unit: 'kg' },
      volume: { value: '54', unit: 'cbm' },
      cargoReadyOn: '2026-03-01',
      customer: 'Harbour Home',
    }),
    {
      kind: 'leg',
      shipment: 'S',
      leg: '2',
      fields: {
        mode: 'ocean',
        origin: SHANGHAI,
        destination: ANGELES,
        originRole: 'port_of_loading',
        destinationRole: 'port_of_discharge',
        carrierName: 'Evergreen Line',
        scac: 'EGLV',
        vesselName: 'EVER ALOT',
        vesselImo: '9893890',
        voyage: '1188-043E',
        trackingNumber: 'T1',
      },
    },
    { kind: 'leg', shipment: 'S', leg: '1', fields: { mode: 'truck', origin: FACTORY, destination: SHANGHAI } },
    { kind: 'leg', shipment: 'S', leg: '3', fields: { mode: 'truck', origin: ANGELES, destination: DOOR } },
    {
      kind: 'container',
      shipment: 'S',
      container: 'c1',
      fields: {
        number: 'CSQU3054383',
        type: 'dry',
        size: 'forty_ft_hc',
        sealNumber: 'CN884213',
        lastFreeDay: '2026-04-03',
      },
    },
    { kind: 'container', shipment: 'S', container: 'c2', fields: {} },
    { kind: 'container', shipment: 'S', container: 'c3', fields: { number: 'CSQU3054384' } },
    { kind: 'reference', shipment: 'S', type: 'purchase_order', value: 'PO-4410' },
    { kind: 'role', shipment: 'S', role: 'consignee', party: 'p1', name: 'Harbour Home' },
    { kind: 'role', shipment: 'S', role: 'shipper', name: 'Jiangnan Furniture' },
    happened('DEPARTED', '2026-03-08T10:00:00+08:00', { leg: '2' }),
    happened('ARRIVED', '2026-03-25', { leg: '2', classifier: 'PLN' }),
    happened('ARRIVED', '2026-03-26', { leg: '2', classifier: 'EST' }),
    happened('CUSTOMS_HOLD', '2026-03-09', { reason: 'exam', instance: 'exam', place: ANGELES }),
    happened('CHECK_CALL_OVERDUE', '2026-03-07', { instance: 'x' }),
    happened('CHECK_CALL', '2026-03-08', { instance: 'y', place: SHANGHAI }),
  );
  const kept = () => {
    const all = new InMemory('2026-03-20T00:00:00.000Z');
    all.apply(event);
    return all;
  };

  it('has its status, destination, ETA and exceptions', () => {
    expect(kept().row('shipments')).toEqual({
      id,
      provider: 'test',
      externalId: 'S',
      name: 'Spring chairs',
      mode: 'ocean',
      status: 'in_transit',
      statusReason: 'Departed CNSHA Shanghai',
      statusBasis: 'evidence',
      statusAt: '2026-03-08T02:00:00.000Z',
      statusEventId: event.id,
      reportedStatus: 'in_transit_to_arrival_port',
      freightType: 'port_to_door',
      incoterm: 'FOB',
      priority: 'high',
      pieces: 400,
      weight: { value: '12400.5', unit: 'kg' },
      volume: { value: '54', unit: 'cbm' },
      cargoReadyOn: '2026-03-01',
      customer: 'Harbour Home',
      origin: FACTORY,
      portOfLoading: SHANGHAI,
      portOfDischarge: ANGELES,
      destination: DOOR,
      carrier: 'Evergreen Line',
      vessel: 'EVER ALOT',
      voyage: '1188-043E',
      eta: moment('2026-03-26'),
      etaAt: '2026-03-26T00:00:00.000Z',
      etaEventId: event.id,
      etaBaseline: moment('2026-03-25'),
      etaBaselineKind: 'planned',
      arrived: null,
      lateDays: 1,
      // The third day after 25 March ends in Los Angeles.
      lateAt: '2026-03-28T07:00:00.000Z',
      freeUntil: '2026-04-03',
      freeTimeEndsAt: '2026-04-04T07:00:00.000Z',
      progress: [
        { step: 'booked', state: 'done', moment: null },
        { step: 'picked_up', state: 'done', moment: null },
        { step: 'departed', state: 'done', moment: moment('2026-03-08T10:00:00+08:00') },
        { step: 'arrived', state: 'next', moment: moment('2026-03-26') },
        { step: 'delivering', state: 'ahead', moment: null },
        { step: 'delivered', state: 'ahead', moment: null },
      ],
      lastMilestone: 'CUSTOMS_HOLD',
      lastMilestoneAt: '2026-03-09T00:00:00.000Z',
      nextMilestone: 'ARRIVED',
      nextMilestoneAt: '2026-03-26T00:00:00.000Z',
      overdueAt: '2026-03-29T07:00:00.000Z',
      heldBy: 'exam',
      archived: false,
      reportedAt: day(10),
      learnedAt: day(10),
    });
  });

  it('has its legs in the order of travel', () => {
    const legs = kept().rows('legs');
    expect(legs.map(({ externalId, sequence, main }) => [externalId, sequence, main])).toEqual([
      ['1', 1, false],
      ['2', 2, true],
      ['3', 3, false],
    ]);
    expect(legs[1]).toEqual({
      id: partId(id, 'leg', '2'),
      shipmentId: id,
      externalId: '2',
      sequence: 2,
      main: true,
      mode: 'ocean',
      origin: SHANGHAI,
      destination: ANGELES,
      originRole: 'port_of_loading',
      destinationRole: 'port_of_discharge',
      carrierName: 'Evergreen Line',
      scac: 'EGLV',
      vesselName: 'EVER ALOT',
      vesselImo: '9893890',
      voyage: '1188-043E',
      trackingNumber: 'T1',
    });
    expect(legs[0]).toMatchObject({
      originRole: null,
      destinationRole: null,
      carrierName: null,
      scac: null,
      vesselName: null,
      vesselImo: null,
      voyage: null,
      trackingNumber: null,
    });
  });

  /** A container that has not come to its terminal. */
  const NOT_THERE = {
    terminal: expect.objectContaining({ timeZone: 'America/Los_Angeles' }),
    ...{ dischargedAt: null, availableAt: null, leftAt: null, returnedAt: null },
  };

  it('has its containers, whose numbers are checked by their check digit', () => {
    expect(kept().rows('containers')).toEqual([
      {
        id: partId(id, 'container', 'c1'),
        shipmentId: id,
        externalId: 'c1',
        number: 'CSQU3054383',
        numberValid: true,
        type: 'dry',
        size: 'forty_ft_hc',
        sealNumber: 'CN884213',
        lastFreeDay: '2026-04-03',
        freeTimeEndsAt: '2026-04-04T07:00:00.000Z',
        ...NOT_THERE,
      },
      {
        id: partId(id, 'container', 'c2'),
        shipmentId: id,
        externalId: 'c2',
        number: null,
        numberValid: null,
        type: null,
        size: null,
        sealNumber: null,
        lastFreeDay: null,
        freeTimeEndsAt: null,
        ...NOT_THERE,
      },
      expect.objectContaining({ externalId: 'c3', number: 'CSQU3054384', numberValid: false }),
    ]);
  });

  it('is found by its own id, its references and the numbers of its containers', () => {
    const common = { shipmentId: id, eventId: event.id };
    expect(kept().rows('shipmentReferences')).toEqual([
      { ...common, type: 'shipment', value: 'S', searchable: 'S' },
      { ...common, type: 'purchase_order', value: 'PO-4410', searchable: 'PO4410' },
      { ...common, type: 'container', value: 'CSQU3054383', searchable: 'CSQU3054383' },
      { ...common, type: 'container', value: 'CSQU3054384', searchable: 'CSQU3054384' },
    ]);
  });

  it('has its parties', () => {
    const common = { shipmentId: id, eventId: event.id };
    expect(kept().rows('shipmentParties')).toEqual([
      { ...common, role: 'consignee', party: 'p1', name: 'Harbour Home' },
      { ...common, role: 'shipper', party: 'Jiangnan Furniture', name: 'Jiangnan Furniture' },
    ]);
  });

  it('has its exceptions, and what cleared each', () => {
    const common = { shipmentId: id, raisedBy: event.id };
    expect(kept().rows('exceptions')).toEqual([
      {
        ...common,
        id: 'CHECK_CALL_OVERDUE|||x|ACT|2026-03-07T00:00:00.000Z',
        kind: 'alert',
        code: 'CHECK_CALL_OVERDUE',
        reason: null,
        raisedAt: '2026-03-07T00:00:00.000Z',
        clearedAt: '2026-03-08T00:00:00.000Z',
        clearedBy: event.id,
        clearedReason: 'Check call CNSHA',
      },
      {
        ...common,
        id: 'CUSTOMS_HOLD|||exam|ACT|2026-03-09T00:00:00.000Z',
        kind: 'hold',
        code: 'CUSTOMS_HOLD',
        reason: 'exam',
        raisedAt: '2026-03-09T00:00:00.000Z',
        clearedAt: null,
        clearedBy: null,
        clearedReason: null,
      },
    ]);
  });
});

describe('a shipment with few fields', () => {
  const shown = (...changes: Change[]) => {
    const kept = new InMemory();
    kept.apply(reportedEvent(day(1), ...changes));
    return kept.row('shipments');
  };

  it('exists', () => {
    expect(shown(shipment({}))).toMatchObject({
      name: null,
      mode: null,
      status: 'unknown',
      statusAt: null,
      statusEventId: null,
      reportedStatus: null,
      freightType: null,
      incoterm: null,
      priority: null,
      pieces: null,
      weight: null,
      volume: null,
      cargoReadyOn: null,
      customer: null,
      origin: null,
      portOfLoading: null,
      portOfDischarge: null,
      destination: null,
      carrier: null,
      vessel: null,
      voyage: null,
      eta: null,
      etaAt: null,
      etaEventId: null,
      etaBaseline: null,
      etaBaselineKind: null,
      arrived: null,
      lateDays: null,
      lateAt: null,
      freeUntil: null,
      freeTimeEndsAt: null,
      lastMilestone: null,
      lastMilestoneAt: null,
      nextMilestone: null,
      nextMilestoneAt: null,
      heldBy: null,
      archived: false,
    });
  });

  it('has its own mode if no leg states one', () => {
    expect(shown(shipment({ mode: 'air' })).mode).toBe('air');
  });

  it('has the SCAC of a carrier without a name', () => {
    expect(shown({ kind: 'leg', shipment: 'S', leg: '1', fields: { mode: 'ocean', scac: 'EGLV' } }).carrier).toBe(
      'EGLV',
    );
  });

  it('is archived if its source archived or removed it', () => {
    expect(shown(shipment({ archivedAt: '2026-03-01' })).archived).toBe(true);
    expect(shown(shipment({ reportedStatus: { text: 'DELETED', stage: 'removed' } }))).toMatchObject({
      archived: true,
      status: 'removed',
    });
  });

  it('is held by customs without a reason', () => {
    expect(shown(happened('CUSTOMS_HOLD', '2026-03-01')).heldBy).toBe('customs');
    expect(shown(happened('DELAY', '2026-03-01', { reason: 'weather_delay' }))).toMatchObject({
      heldBy: null,
    });
  });

  it.each<[string, Change[], Partial<Record<'origin' | 'portOfLoading' | 'portOfDischarge' | 'destination', string>>]>([
    ['loading', [happened('LOADING', '2026-03-01', { place: FACTORY })], { origin: 'Suzhou works' }],
    ['pick-up', [happened('PICKED_UP', '2026-03-01', { place: FACTORY })], { origin: 'Suzhou works' }],
    ['cargo ready', [happened('CARGO_READY', '2026-03-01', { place: FACTORY })], { origin: 'Suzhou works' }],
    ['departure', [happened('DEPARTED', '2026-03-01', { place: SHANGHAI })], { portOfLoading: 'Shanghai' }],
    ['arrival', [happened('ARRIVED', '2026-03-01', { place: ANGELES })], { portOfDischarge: 'Los Angeles' }],
    ['unloading', [happened('UNLOADING', '2026-03-01', { place: DOOR })], { destination: 'Salt Lake warehouse' }],
    ['delivery', [happened('DELIVERED', '2026-03-01', { place: DOOR })], { destination: 'Salt Lake warehouse' }],
    ['a milestone without a place', [happened('DELIVERED', '2026-03-01')], {}],
    ['a release', [happened('CUSTOMS_RELEASED', '2026-03-01', { place: DOOR })], {}],
  ])('has its places from milestones without legs: %s', (_what, changes, places) => {
    const { origin, portOfLoading, portOfDischarge, destination } = shown(...changes);
    const named = Object.entries({ origin, portOfLoading, portOfDischarge, destination }).flatMap(([end, place]) =>
      place ? [[end, place.name]] : [],
    );
    expect(Object.fromEntries(named)).toEqual(places);
  });

  it('has no place from a retracted milestone', () => {
    const kept = new InMemory();
    const departed = happened('DEPARTED', '2026-03-01', { place: SHANGHAI });
    kept.apply(reportedEvent(day(1), departed), reportedEvent(day(2), { ...departed, moment: null } as Change));
    expect(kept.row('shipments').portOfLoading).toBeNull();
  });

  it('is late by the local time of its destination without a port', () => {
    const fact = (text: string) => happened('DELIVERED', text, { place: DOOR, classifier: 'EST' });
    expect(shown(fact('2026-03-10')).lateAt).toBe('2026-03-13T06:00:00.000Z');
  });

  it('has the time of its newest report', () => {
    const kept = new InMemory();
    const late = { ...reportedEvent(day(2), shipment({ name: 'A' })), learnedAt: day(9) };
    kept.apply(late, reportedEvent(day(5), shipment({ pieces: 3 })));
    expect(kept.row('shipments')).toMatchObject({ reportedAt: day(5), learnedAt: day(9) });
  });
});

describe('a container', () => {
  it('left the terminal at the first report of that, for it or for all', () => {
    const kept = new InMemory();
    const containers = ['c1', 'c2'].map(
      (container): Change => ({ kind: 'container', shipment: 'S', container, fields: {} }),
    );
    const returned = (text: string, container?: string) =>
      happened('EMPTY_RETURNED', text, container === undefined ? {} : { container });
    kept.apply(
      reportedEvent(
        day(1),
        ...containers,
        returned('2026-02-09', 'c1'),
        returned('2026-02-07'),
        returned('2026-02-05', 'c2'),
      ),
    );
    expect(kept.rows('containers').map(({ externalId, leftAt }) => [externalId, leftAt])).toEqual([
      ['c1', '2026-02-07T00:00:00.000Z'],
      ['c2', '2026-02-05T00:00:00.000Z'],
    ]);
  });
});
