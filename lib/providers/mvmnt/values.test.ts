import { describe, expect, it } from 'vitest';
import { ChangeCollector } from './change-collector.ts';
import { isCancelled, modeOf, reasonOf, referenceTypeOf, statusOf } from './code-labels.ts';
import { firstPlace, flatAddress, placeOf } from './place.ts';
import { dayOf, momentOf, numberOf, objectsOf, stated, statedMoment, textOf } from './read.ts';
import { namedBy } from './reference-events.ts';

describe('a status', () => {
  it.each<[unknown, string | null, string | undefined]>([
    ['DRAFT', 'draft', 'DRAFTED'],
    ['OPEN', 'planned', 'OPENED'],
    ['SOURCING', 'planned', undefined],
    ['PLANNING', 'planned', undefined],
    ['SELECTED', 'planned', undefined],
    ['TENDER_PENDING', 'tendered', 'TENDERED'],
    ['TENDER_REJECTED', 'rejected', 'TENDER_REJECTED'],
    ['ON_HOLD', null, undefined],
    ['BOOKED', 'booked', 'BOOKING_CONFIRMED'],
    ['DISPATCHED', 'dispatched', 'DISPATCHED'],
    ['LOADING', 'at_origin', 'LOADING'],
    ['PICKED_UP', 'in_transit', 'PICKED_UP'],
    ['IN_TRANSIT', 'in_transit', 'DEPARTED'],
    ['RECOVERED', 'in_transit', undefined],
    ['ARRIVED_AT_DELIVERY_TERMINAL', 'arrived', 'ARRIVED'],
    ['OUT_FOR_DELIVERY', 'delivering', 'OUT_FOR_DELIVERY'],
    ['UNLOADING', 'at_destination', 'UNLOADING'],
    ['DELIVERED', 'delivered', 'DELIVERED'],
    ['CANCELED', 'cancelled', 'CANCELLED'],
    ['CANCELLED', 'cancelled', 'CANCELLED'],
    ['DELETED', 'removed', 'REMOVED'],
    [' out for-delivery ', 'delivering', 'OUT_FOR_DELIVERY'],
    ['in   transit', 'in_transit', 'DEPARTED'],
    ['TELEPORTED', null, undefined],
    [7, null, undefined],
    [null, null, undefined],
  ])('%j is the stage %s and the milestone %s', (word, stage, code) => {
    expect(statusOf(word)).toEqual({ stage, ...(code && { code }) });
  });

  it('that is cancelled retracts the plans of an order or load', () => {
    expect([{ status: 'canceled' }, { status: 'BOOKED' }, {}].map(isCancelled)).toEqual([true, false, false]);
  });
});

describe('codes of the provider', () => {
  it.each([
    ...[
      ['TL', 'truck'],
      ['FTL', 'truck'],
      ['ltl', 'truck'],
      ['Drayage', 'truck'],
      ['TRUCKLOAD', 'truck'],
      ['CARTAGE', 'truck'],
    ],
    ...[
      ['LINEHAUL', 'truck'],
      ['AIR', 'air'],
      ['OCEAN', 'ocean'],
      ['RAIL', 'rail'],
      ['INTERMODAL', 'intermodal'],
      ['SLED', undefined],
    ],
  ])('the mode %s is %s', (word, mode) => {
    expect(modeOf(word)).toBe(mode);
  });

  it.each([
    ...[
      ['PRO_NUMBER', 'pro'],
      ['PICKUP_NUMBER', 'pickup'],
      ['DELIVERY_NUMBER', 'delivery'],
      ['PURCHASE_ORDER_NUMBER', 'purchase_order'],
    ],
    ...[
      ['CUSTOMER_REFERENCE_NUMBER', 'customer'],
      ['ORDER_NUMBER', 'order'],
      ['CONTAINER_NUMBER', 'container'],
    ],
    ...[
      ['BOOKING_NUMBER', 'booking'],
      ['INVOICE_NUMBER', 'invoice'],
      ['MASTER_BILL_OF_LADING_NUMBER', 'master_bill'],
    ],
    ...[
      ['HOUSE_BILL_OF_LADING_NUMBER', 'house_bill'],
      ['MASTER_AIRWAYBILL_NUMBER', 'master_bill'],
    ],
    ...[
      ['HOUSE_AIRWAYBILL_NUMBER', 'house_bill'],
      ['MACROPOINT_REFERENCE_NUMBER', 'tracking'],
      ['BOL_NUMBER', 'other'],
    ],
    ['pro number', 'pro'],
  ])('the reference %s is of the type %s', (word, type) => {
    expect(referenceTypeOf(word)).toBe(type);
  });

  it('are reasons in snake case', () => {
    expect(['PROOF_OF_DELIVERY', 'Too  High', 'rate-dispute', '', null].map(reasonOf)).toEqual([
      ...['proof_of_delivery', 'too_high', 'rate_dispute', undefined, undefined],
    ]);
  });
});

describe('a value', () => {
  it('is text', () => {
    expect(['a', ' a\0b ', '', '  ', 7, 0, Number.NaN, Number.POSITIVE_INFINITY, null, {}, true].map(textOf)).toEqual([
      ...['a', 'ab', undefined, undefined, '7', '0', undefined, undefined, undefined, undefined, undefined],
    ]);
  });

  it('is a number', () => {
    expect([7, '7.5', ' 8 ', '', 'seven', null, 'Infinity'].map(numberOf)).toEqual([
      ...[7, 7.5, 8, undefined, undefined, undefined, undefined],
    ]);
  });

  it('is a list of objects', () => {
    expect(objectsOf([{ a: 1 }, null, 'x', [1], { b: 2 }])).toEqual([{ a: 1 }, { b: 2 }]);
    expect([objectsOf({ data: [] }), objectsOf('x'), objectsOf(undefined)]).toEqual([[], [], []]);
  });

  it('is a time or "no date"', () => {
    expect(momentOf('2026-03-11T10:00:00Z')?.at).toBe('2026-03-11T10:00:00.000Z');
    expect([momentOf(1773333724), momentOf('soon'), momentOf(null)]).toEqual([undefined, undefined, undefined]);
    expect([statedMoment(null), statedMoment(undefined), statedMoment('soon')]).toEqual([null, undefined, undefined]);
    expect(statedMoment('2026-03-11')?.precision).toBe('day');
  });

  it('is a day, whatever time follows it', () => {
    const days = ['2026-03-11', '2026-03-11T23:59:00-08:00', '20260311', ' 2026-03-11 at noon'].map((value) =>
      dayOf(value),
    );
    expect(days.map((day) => [day?.text, day?.precision])).toEqual(Array(4).fill(['2026-03-11', 'day']));
    expect([dayOf('noon'), dayOf(20260311), dayOf(null)]).toEqual([undefined, undefined, undefined]);
  });

  it('is omitted if nothing is stated', () => {
    expect(Object.keys(stated({ a: undefined, b: null, c: 0, d: '' }))).toEqual(['b', 'c', 'd']);
  });
});

describe('a place', () => {
  const nothing = { country: null, unlocode: null, timeZone: null };
  it.each<[string, unknown, unknown]>([
    ['a city with its state', { city: 'Joliet', state: 'IL' }, { ...nothing, name: 'Joliet, IL', country: 'US' }],
    [
      'a city with its province',
      { city: 'Guelph', stateProvince: 'ON' },
      { ...nothing, name: 'Guelph, ON', country: 'CA' },
    ],
    [
      'a city with the code of its state',
      { city: 'Reno', stateCode: 'NV' },
      { ...nothing, name: 'Reno, NV', country: 'US' },
    ],
    ['a city with a province', { city: 'Guelph', province: 'ON' }, { ...nothing, name: 'Guelph, ON', country: 'CA' }],
    ['a city only', { city: 'Reno' }, { ...nothing, name: 'Reno' }],
    ['a country in three letters', { city: 'Leon', country: 'MEX' }, { ...nothing, name: 'Leon', country: 'MX' }],
    ['a country in two', { city: 'Bonn', country: 'de' }, { ...nothing, name: 'Bonn', country: 'DE' }],
    ['a country by its name', { city: 'Ajax', countryCode: 'Canada' }, { ...nothing, name: 'Ajax', country: 'CA' }],
    [
      'a country that is not a code',
      { city: 'Bonn', state: 'IL', country: 'Germany' },
      { ...nothing, name: 'Bonn, IL', country: null },
    ],
    ['a name without a city', { name: 'Dock 4', line1: '77 Depot Ave' }, { ...nothing, name: 'Dock 4' }],
    [
      'a name outside the address',
      { name: 'Dock 4', address: { line1: '77 Depot Ave' } },
      { ...nothing, name: 'Dock 4' },
    ],
    ['a name in the address', { address: { name: 'Dock 5', line1: '77 Depot Ave' } }, { ...nothing, name: 'Dock 5' }],
    ['a street', { addressLine1: '77 Depot Ave' }, { ...nothing, name: '77 Depot Ave' }],
    [
      'a nested address',
      { name: 'Dock 4', address: { city: 'Reno', state: 'NV' } },
      { ...nothing, name: 'Reno, NV', country: 'US' },
    ],
    [
      'a code and a time zone',
      { city: 'Reno', unlocode: 'us rno', timezone: 'America/Los_Angeles' },
      { ...nothing, name: 'Reno', unlocode: 'USRNO', timeZone: 'America/Los_Angeles' },
    ],
    [
      'a time zone under another key',
      { city: 'Reno', timeZone: 'America/Los_Angeles' },
      { ...nothing, name: 'Reno', timeZone: 'America/Los_Angeles' },
    ],
    [
      'coordinates',
      { city: 'Reno', latitude: '39.5', longitude: -119.8 },
      { ...nothing, name: 'Reno', latitude: 39.5, longitude: -119.8 },
    ],
    [
      'short coordinates',
      { city: 'Reno', lat: 39.5, lng: -119.8 },
      { ...nothing, name: 'Reno', latitude: 39.5, longitude: -119.8 },
    ],
    [
      'other short coordinates',
      { city: 'Reno', lat: -90, lon: 180 },
      { ...nothing, name: 'Reno', latitude: -90, longitude: 180 },
    ],
    ['invalid coordinates', { city: 'Reno', lat: 90.1, lon: 180 }, { ...nothing, name: 'Reno' }],
    ['one coordinate', { city: 'Reno', lat: 39.5 }, { ...nothing, name: 'Reno' }],
    ['an invalid longitude', { city: 'Reno', lat: 39.5, lon: -180.5 }, { ...nothing, name: 'Reno' }],
    ['a text', ' Reno ', { ...nothing, name: 'Reno' }],
    ['a number', 7, undefined],
    ['an empty text', ' ', undefined],
    ['nothing that identifies it', { latitude: 1, longitude: 2 }, undefined],
    ['nothing', null, undefined],
  ])('is read from %s', (_what, value, place) => {
    expect(placeOf(value)).toEqual(place);
  });

  it('is the first of several that has one', () => {
    expect(firstPlace(undefined, {}, 'Reno', 'Elko')).toMatchObject({ name: 'Reno' });
    expect(firstPlace({}, null)).toBeUndefined();
    expect(flatAddress({ city: 'Reno', name: 'x' })).toEqual({ city: 'Reno', name: 'x' });
    expect(flatAddress({ name: 'x' })).toBeUndefined();
  });
});

describe('an event with an id and little content', () => {
  const named = (type: string, data: Record<string, unknown>) =>
    namedBy({ type, key: 'k', at: { at: '', text: '', offset: null, precision: 'time' }, data });

  it.each<[string, string | null]>([
    ['SHIPMENT_BOOKED', 'shipment'],
    ['shipment.updated', 'shipment'],
    ['SHIPMENT_DELETED', null],
    ['shipment.deleted', null],
    ['CUSTOMER_INVOICE_CREATED', 'invoice'],
    ['CARRIER_INVOICE_CREATED', 'bill'],
    ['VENDOR_INVOICE_CREATED', 'bill'],
    ['CUSTOMER_PAYMENT_CREATED', 'payment'],
    ['CARRIER_PAYMENT_CREATED', 'bill_payment'],
    ['VENDOR_PAYMENT_CREATED', 'bill_payment'],
    ['CARRIER_PAYMENT_METHOD_CREATED', null],
    ['DOCUMENT_UPLOADED', 'document'],
    ['document.created', 'document'],
    ['document.updated', 'document'],
    ['document.deleted', null],
    ['QUOTE_WON', null],
    ['CARRIER_UPDATED', null],
    ['OTHER_SHIPMENT_BOOKED', null],
  ])('%s is a reference to a %s', (type, kind) => {
    expect(named(type, { id: 'x1', key: 'K', friendlyId: 'F', shipmentId: 'x1', shipmentKey: 'SK' })).toEqual(
      kind === null ? [] : [{ kind, id: 'x1' }],
    );
  });

  it('is a shipment without its orders or loads', () => {
    expect(named('SHIPMENT_BOOKED', { id: 'e', shipmentId: 's1', orders: [] })).toEqual([
      { kind: 'shipment', id: 's1' },
    ]);
    expect(named('SHIPMENT_BOOKED', { id: 's1', loads: [], status: 'BOOKED' })).toEqual([
      { kind: 'shipment', id: 's1' },
    ]);
    expect(named('SHIPMENT_BOOKED', { id: 's1', orders: [], loads: [] })).toEqual([]);
    expect(named('SHIPMENT_BOOKED', {})).toEqual([]);
  });

  it('is another object with ids only', () => {
    expect(named('DOCUMENT_UPLOADED', { id: 'd', shipmentId: 's1' })).toEqual([{ kind: 'document', id: 'd' }]);
    expect(named('DOCUMENT_UPLOADED', { id: 'd', fileName: 'a.pdf' })).toEqual([]);
    expect(named('DOCUMENT_UPLOADED', { key: 'd' })).toEqual([]);
  });
});

describe('the changes of one event for one shipment', () => {
  const at = (text: string) => momentOf(text) ?? null;
  const claims = (...stated: [moment: string | null, instance?: string | undefined, leg?: string][]) => {
    const collector = new ChangeCollector('s1');
    for (const [text, instance, leg] of stated) {
      collector.milestone({
        code: 'ARRIVED',
        classifier: 'ACT',
        moment: text === null ? null : at(text),
        ...(instance && { instance }),
        ...(leg && { leg }),
      });
    }
    return collector.all().map((change) => (change.kind === 'milestone' ? (change.moment?.text ?? null) : change.kind));
  };

  it('of one milestone are the first ones, but a time precedes "no date"', () => {
    expect(claims(['2026-03-01'], ['2026-03-02'])).toEqual(['2026-03-01']);
    expect(claims([null], ['2026-03-02'], ['2026-03-03'])).toEqual(['2026-03-02']);
    expect(claims(['2026-03-01'], [null])).toEqual(['2026-03-01']);
    expect(claims([null], [null])).toEqual([null]);
  });

  it('of milestones of other legs and instances are all kept', () => {
    expect(
      claims(['2026-03-01'], ['2026-03-02', 'a'], ['2026-03-03', undefined, '1'], ['2026-03-04', undefined, '2']),
    ).toHaveLength(4);
  });

  it('have a leg, a reference and a role once', () => {
    const collector = new ChangeCollector('s1');
    collector.leg('1', { mode: 'truck', voyage: undefined as never });
    collector.leg('1', { mode: 'air' });
    collector.reference('customer', 'A-1; B-2');
    collector.reference('customer', 'A-1');
    collector.reference('shipment', 'A; B');
    collector.reference('shipment', undefined);
    collector.role('carrier', { id: 'c', name: 'Tallgrass' });
    collector.role('carrier', { id: 'c', name: 'Tallgrass LLC' });
    collector.role('carrier', { name: 'Prairie' });
    collector.role('carrier', { id: 'd' });
    expect(collector.all({ mode: 'truck' })).toEqual([
      { kind: 'shipment', shipment: 's1', fields: { mode: 'truck' } },
      { kind: 'leg', shipment: 's1', leg: '1', fields: { mode: 'truck' } },
      { kind: 'reference', shipment: 's1', type: 'customer', value: 'A-1' },
      { kind: 'reference', shipment: 's1', type: 'customer', value: 'B-2' },
      { kind: 'reference', shipment: 's1', type: 'shipment', value: 'A; B' },
      { kind: 'role', shipment: 's1', role: 'carrier', name: 'Tallgrass', party: 'c' },
      { kind: 'role', shipment: 's1', role: 'carrier', name: 'Prairie' },
    ]);
  });

  it('return whether a leg has a time for a milestone', () => {
    const collector = new ChangeCollector('s1');
    collector.milestone({ code: 'ARRIVED', classifier: 'PLN', leg: '1', moment: at('2026-03-01') });
    collector.milestone({ code: 'ARRIVED', classifier: 'ACT', leg: '1', moment: null });
    collector.milestone({ code: 'ARRIVED', classifier: 'ACT', moment: at('2026-03-01') });
    collector.milestone({ code: 'DEPARTED', classifier: 'ACT', leg: '1', moment: at('2026-03-01') });
    expect([collector.legHas('ARRIVED'), collector.legHas('DEPARTED')]).toEqual([false, true]);
  });
});
