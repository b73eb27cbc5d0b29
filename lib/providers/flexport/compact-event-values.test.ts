import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';
import { compactPlace, placeOf, roleOf } from './place.ts';

const T = '2026-03-13T14:40:00Z';
const event = (type: string, data: object, more: object = {}) => ({
  type,
  key: 'the-key',
  raw: { type, data, ...more },
});
function outcome(type: string, data: object, more: object = {}) {
  const found = normalise(event(type, data, more));
  if (found.outcome !== 'changes') throw new Error(`${found.outcome}: ${found.reason}`);
  return found;
}
const milestone = (type: string, data: object, more: object = {}) => {
  const found = outcome(type, { shipment_id: 'shp_1', ...data }, more).changes.find(
    (change) => change.kind === 'milestone',
  );
  return found?.kind === 'milestone' ? found : undefined;
};

describe('the time of a compact event', () => {
  it.each<[string, string, object, object, string | undefined, string | null]>([
    ['is its occurrence, reported at the same time', 'departed', { occurred_at: T }, {}, T, '2026-03-13T14:40:00.000Z'],
    ['may be outside the data', 'departed', {}, { occurred_at: T }, T, '2026-03-13T14:40:00.000Z'],
    [
      'is that of the data',
      'departed',
      { occurred_at: T },
      { occurred_at: '2026-03-01' },
      T,
      '2026-03-13T14:40:00.000Z',
    ],
    [
      'is reported at its stated time',
      'departed',
      { occurred_at: T, reported_at: '2026-03-14', created_at: '2026-03-15' },
      { created_at: '2026-03-16' },
      T,
      '2026-03-14T00:00:00.000Z',
    ],
    [
      'is reported at its creation',
      'departed',
      { occurred_at: T, created_at: '2026-03-15' },
      { created_at: '2026-03-16' },
      T,
      '2026-03-15T00:00:00.000Z',
    ],
    [
      'is reported at the creation of the event',
      'departed',
      { occurred_at: T },
      { created_at: '2026-03-16' },
      T,
      '2026-03-16T00:00:00.000Z',
    ],
    [
      'is the report time without another time',
      'departed',
      { reported_at: '2026-03-14' },
      {},
      '2026-03-14',
      '2026-03-14T00:00:00.000Z',
    ],
    [
      'is none if it states "no date"',
      'departed',
      { occurred_at: '0001-01-01', reported_at: '2026-03-14' },
      {},
      undefined,
      '2026-03-14T00:00:00.000Z',
    ],
    [
      'is none if it states "no date" outside the data',
      'departed',
      { reported_at: '2026-03-14' },
      { occurred_at: '0001-01-01' },
      undefined,
      '2026-03-14T00:00:00.000Z',
    ],
    [
      'of an estimate is the estimate',
      'estimated_arrival',
      { eta: '2026-03-30', occurred_at: T },
      {},
      '2026-03-30',
      '2026-03-13T14:40:00.000Z',
    ],
    [
      'of an estimate is that of the longer field name first',
      'estimated_arrival',
      { eta: '2026-03-30', estimated_arrival: '2026-03-31', occurred_at: T },
      {},
      '2026-03-31',
      '2026-03-13T14:40:00.000Z',
    ],
    [
      'of an estimate of departure',
      'estimated_departure',
      { etd: '2026-03-30', eta: '2026-04-30', occurred_at: T },
      {},
      '2026-03-30',
      '2026-03-13T14:40:00.000Z',
    ],
    [
      'of an estimate may be its occurrence, which is not its report time',
      'estimated_arrival',
      { occurred_at: T },
      {},
      T,
      null,
    ],
    [
      'of an estimate is none if the estimate is "no date"',
      'estimated_arrival',
      { eta: '9999-12-31', reported_at: '2026-03-14' },
      {},
      undefined,
      '2026-03-14T00:00:00.000Z',
    ],
    [
      'of an estimate is none if its departure is "no date"',
      'estimated_departure',
      { estimated_departure: '0001-01-01', reported_at: '2026-03-14' },
      {},
      undefined,
      '2026-03-14T00:00:00.000Z',
    ],
  ])('%s', (_what, type, data, more, text, reportedAt) => {
    expect(milestone(type, data, more)?.moment?.text).toBe(text);
    expect(outcome(type, { shipment_id: 'shp_1', ...data }, more).reportedAt).toBe(reportedAt);
  });

  it('is required', () => {
    expect(() => outcome('departed', { shipment_id: 'shp_1' })).toThrow('the event states no time');
    expect(() => normalise(event('departed', [] as object))).toThrow('the event has no data object');
  });
});

describe('a compact event', () => {
  it('links its milestone to leg and container, or to a container number', () => {
    expect(
      milestone('departed', { occurred_at: T, leg_id: 7, container_id: 9, container_number: 'NHYU6120449' }),
    ).toMatchObject({ leg: '7', container: '9' });
    expect(
      milestone('departed', { occurred_at: T, leg_id: 7, container_id: 9, container_number: 'NHYU6120449' }),
    ).not.toHaveProperty('instance');
    expect(milestone('container_loaded', { occurred_at: T, container_number: 'NHYU6120449' })).toMatchObject({
      code: 'LOADED',
      instance: 'NHYU6120449',
    });
  });

  it.each<[string, object, string]>([
    ['booking_amended', { booking_id: 'b', booking_number: 'B' }, 'b'],
    ['booking_amended', { booking_number: 'B' }, 'B'],
    ['po_updated', { po_id: 'p', po_number: 'P' }, 'p'],
    ['po_updated', { purchase_order_id: 'x', po_id: 'p' }, 'x'],
    ['po_updated', { purchase_order_number: 'X', po_number: 'P' }, 'X'],
    ['po_updated', { po_number: 'P' }, 'P'],
    ['invoice_created', { invoice_number: 'I' }, 'I'],
    ['document_uploaded', { document_id: 'd' }, 'd'],
    ['document_uploaded', {}, 'the-key'],
  ])('%s with %j is distinguished by %s', (type, data, instance) => {
    expect(milestone(type, { occurred_at: T, ...data })?.instance).toBe(instance);
  });

  it('has the reason of a document or invoice', () => {
    expect(milestone('document_uploaded', { occurred_at: T, document_type: 'packing_list' })?.reason).toBe(
      'packing_list',
    );
    expect(milestone('bill_of_lading_ready', { occurred_at: T, document_type: 'x' })?.reason).toBe('bill_of_lading');
    expect(milestone('freight_invoice_ready', { occurred_at: T })?.reason).toBe('freight');
    expect(milestone('departed', { occurred_at: T, document_type: 'x' })).not.toHaveProperty('reason');
  });

  it('has all references of its shipment', () => {
    const data = {
      shipment_id: 'a, b',
      occurred_at: T,
      container_number: 'C-1; C-2',
      po_number: 'PO-1',
      invoice_number: 'I-1',
      booking_number: 'B-1',
    };
    const references = (more: object) =>
      outcome('departed', { ...data, ...more }).changes.flatMap((change) =>
        change.kind === 'reference' ? [`${change.type} ${change.value}`] : [],
      );
    expect(references({})).toEqual([
      'shipment a, b',
      'container C-1',
      'container C-2',
      'purchase_order PO-1',
      'invoice I-1',
      'booking B-1',
    ]);
    expect(references({ purchase_order_number: 'PO-2' })).toContain('purchase_order PO-2');
    expect(references({ purchase_order_number: 'PO-2' })).not.toContain('purchase_order PO-1');
  });

  it('has a container by id, with its number if that is stated', () => {
    const box = (more: object) =>
      outcome('departed', { shipment_id: 's', occurred_at: T, ...more }).changes.filter(
        ({ kind }) => kind === 'container',
      );
    expect(box({ container_id: 'c', container_number: 'N' })).toEqual([
      { kind: 'container', shipment: 's', container: 'c', fields: { number: 'N' } },
    ]);
    expect(box({ container_id: 'c' })).toEqual([{ kind: 'container', shipment: 's', container: 'c', fields: {} }]);
    expect(box({ container_number: 'N' })).toEqual([]);
  });

  it('causes a refresh of its shipment and record if the API has them', () => {
    expect(outcome('departed', { shipment_id: '418806', occurred_at: T }).refresh).toEqual([
      { kind: 'shipment', id: '418806' },
    ]);
    expect(outcome('departed', { shipment_id: 'shp_1', occurred_at: T })).not.toHaveProperty('refresh');
    expect(outcome('departed', { shipment_id: '418806x', occurred_at: T })).not.toHaveProperty('refresh');
    expect(outcome('po_updated', { shipment_id: '418806', po_id: 'p', occurred_at: T }).refresh).toEqual([
      { kind: 'shipment', id: '418806' },
      { kind: 'purchase_order', id: 'p' },
    ]);
  });

  it('is mapped by its type or its milestone', () => {
    expect(milestone('shipment.milestone', { milestone: 'arrived', occurred_at: T })).toMatchObject({
      code: 'ARRIVED',
    });
    expect(milestone('departed', { milestone: 'arrived', occurred_at: T })).toMatchObject({ code: 'DEPARTED' });
    const unknown = (type: string, data: object) => normalise(event(type, { occurred_at: T, ...data }));
    expect(unknown('shipment.milestone', { milestone: 'teleported' })).toEqual({
      outcome: 'unmapped',
      reason: 'event type shipment.milestone with milestone teleported is not known yet',
    });
    expect(unknown('teleported', {})).toEqual({
      outcome: 'unmapped',
      reason: 'event type teleported is not known yet',
    });
  });
});

describe('the record of a compact event', () => {
  const records = (type: string, data: object): Change[] =>
    outcome(type, { occurred_at: T, ...data }).changes.filter(({ kind }) => ['record', 'step', 'link'].includes(kind));

  it.each<[string, object, string, string, string]>([
    ['booking_confirmed', { booking_id: 'b' }, 'booking', 'b', 'CONFIRMED'],
    ['booking.amended', { booking_number: 'B' }, 'booking', 'B', 'AMENDED'],
    ['po_created', { po_id: 'p' }, 'purchase_order', 'p', 'CREATED'],
    ['purchase_order.updated', { purchase_order_number: 'P' }, 'purchase_order', 'P', 'UPDATED'],
    ['po_archived', { po_number: 'P' }, 'purchase_order', 'P', 'ARCHIVED'],
    ['product_created', { product_id: 'l' }, 'product', 'l', 'CREATED'],
    ['product.updated', { sku: 'L' }, 'product', 'L', 'UPDATED'],
    ['product.archived', { sku: 'L' }, 'product', 'L', 'ARCHIVED'],
    ['invoice_created', { invoice_id: 'i' }, 'invoice', 'i', 'ISSUED'],
    ['freight_invoice_ready', { invoice_number: 'I' }, 'invoice', 'I', 'ISSUED'],
    ['document_uploaded', { document_id: 'd' }, 'document', 'd', 'UPLOADED'],
    ['bill_of_lading_ready', { document_id: 'd' }, 'document', 'd', 'UPLOADED'],
    ['po_created', { purchase_order: { id: 'n', po_number: 'P' }, po_id: 'p' }, 'purchase_order', 'n', 'CREATED'],
    ['po_created', { purchase_order: { po_number: 'N' }, po_number: 'P' }, 'purchase_order', 'N', 'CREATED'],
  ])('%s with %j is the %s %s, and the step %s', (type, data, recordType, record, code) => {
    expect(records(type, data)).toMatchObject([
      { kind: 'record', recordType, record },
      { kind: 'step', recordType, record, code, moment: { text: T } },
    ]);
    expect(records(type, { ...data, shipment_id: 's' })[2]).toEqual({
      kind: 'link',
      recordType,
      record,
      shipment: 's',
    });
  });

  it('has a step once or once per event', () => {
    expect(records('po_updated', { po_id: 'p' })[1]).toMatchObject({ instance: 'the-key' });
    expect(records('po_created', { po_id: 'p' })[1]).not.toHaveProperty('instance');
  });

  it('is a bill of lading by its name', () => {
    expect(records('bill_of_lading_ready', { document_id: 'd' })[0]).toMatchObject({
      fields: { type: 'bill_of_lading' },
    });
    expect(records('bill_of_lading_ready', { document_id: 'd', document_type: 'x' })[0]).toMatchObject({
      fields: { type: 'x' },
    });
    expect(records('document_uploaded', { document_id: 'd' })[0]).toMatchObject({ fields: {} });
  });

  it('has no date if the event states "no date"', () => {
    expect(outcome('po_created', { po_id: 'p', occurred_at: '0001-01-01' }).changes.map(({ kind }) => kind)).toEqual([
      'record',
    ]);
  });

  it('is none without an id', () => {
    expect(normalise(event('product_created', { occurred_at: T }))).toEqual({
      outcome: 'ignore',
      reason: 'product event without a shipment',
    });
  });
});

describe('the place of an end of a leg', () => {
  type Node = Parameters<typeof placeOf>[0];
  const node = (place: unknown, more: object = {}) => ({ tags: [], place, ...more }) as unknown as Node;
  const nothing = { country: null, unlocode: null, timeZone: null };

  it.each<[string, Node, unknown]>([
    [
      'a name with an address',
      node({
        name: 'Ningbo',
        address: { unlocode: 'cn ngb', country_code: 'cn', timezone: 'Asia/Shanghai' },
        details: [],
      }),
      { name: 'Ningbo', country: 'CN', unlocode: 'CNNGB', timeZone: 'Asia/Shanghai' },
    ],
    [
      'the code of its port',
      node({ name: 'Ningbo', details: [{ port_code: 'odd code' }, { port_code: 'CNNGB' }] }),
      { ...nothing, name: 'Ningbo', unlocode: 'CNNGB' },
    ],
    ['its terminal', node({ details: [] }, { terminal: { name: 'Pier 4' } }), { ...nothing, name: 'Pier 4' }],
    [
      'its city',
      node({ address: { city: 'Reno', country: 'US' }, details: [] }),
      { ...nothing, name: 'Reno', country: 'US' },
    ],
    ['no code but a placeholder', node({ address: { unlocode: 'TBD' }, details: [{ port_code: 'N/A' }] }), undefined],
    ['its code', node({ details: [{ port_code: 'CNNGB' }] }), { ...nothing, name: 'CNNGB', unlocode: 'CNNGB' }],
    [
      'a written-out country',
      node({ name: 'Ningbo', address: { country: 'China' }, details: [] }),
      { ...nothing, name: 'Ningbo' },
    ],
    ['nothing', node({ details: [] }), undefined],
    ['no place', node(undefined), undefined],
    ['no end', undefined, undefined],
  ])('is read from %s', (_what, given, place) => {
    expect(placeOf(given)).toEqual(place);
  });

  it('of a compact event is read too, with a written-out country in its name', () => {
    const read = (location: object) => compactPlace(location as Parameters<typeof compactPlace>[0]);
    expect(read({ name: 'Ningbo', country: 'China', timezone: 'Asia/Shanghai' })).toEqual({
      ...nothing,
      name: 'Ningbo, China',
      timeZone: 'Asia/Shanghai',
    });
    expect(read({ city: 'Reno', country: 'us' })).toEqual({ ...nothing, name: 'Reno', country: 'US' });
    expect(read({ unlocode: 'CNNGB', country_code: 'CN', country: 'China' })).toEqual({
      ...nothing,
      name: 'CNNGB',
      unlocode: 'CNNGB',
      country: 'CN',
    });
    expect(read({ country: 'China' })).toEqual({ ...nothing, name: 'China' });
    expect(read({ country: 'CN' })).toBeUndefined();
    expect(read({ unlocode: 'SHA' })).toEqual({ ...nothing, name: 'SHA' });
    for (const unlocode of ['TBD', 'N/A', '0']) expect(read({ unlocode })).toBeUndefined();
    expect(compactPlace(undefined)).toBeUndefined();
  });

  it.each([
    [['port_of_loading'], 'port_of_loading'],
    [['port_of_unloading'], 'port_of_discharge'],
    [['fmc_port_of_unloading'], 'port_of_discharge'],
    [['customs_entry', 'transshipment'], 'transshipment'],
    [['origin_address'], 'place_of_receipt'],
    [['destination_address'], 'place_of_delivery'],
    [['place_of_delivery'], 'place_of_delivery'],
    [['consolidation'], 'consolidation'],
    [['deconsolidation'], 'deconsolidation'],
    [['customs_entry'], 'customs_entry'],
    [['space_port', 'other'], 'space_port'],
    [[], undefined],
  ])('tagged %j is %s', (tags, role) => {
    expect(roleOf({ tags } as unknown as Node)).toBe(role);
  });

  it('has no role without an end', () => {
    expect(roleOf(undefined)).toBeUndefined();
  });
});
