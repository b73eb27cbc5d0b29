import { describe, expect, it } from 'vitest';
import { Unreadable } from '#lib/errors.ts';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const at = '2026-03-12T10:42:04-06:00';
const utc = '2026-03-12T16:42:04.000Z';
const moment = { at: utc, text: at, offset: '-06:00', precision: 'time' };
const shp = { id: 's1', friendlyId: 'SHP-1', key: 'PO-9' };
const event = (type: string, data: unknown, timestamp: unknown = at) => ({
  type,
  key: 'the-key',
  raw: { event: type, timestamp, data },
});
function changesOf(type: string, data: unknown): Change[] {
  const outcome = normalise(event(type, data));
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  expect(outcome.reportedAt).toBe(utc);
  return outcome.changes;
}

describe('a shipment event with ids only', () => {
  it('has the milestone, status and references', () => {
    expect(changesOf('SHIPMENT_DELIVERED', shp)).toEqual([
      { kind: 'shipment', shipment: 's1', fields: { reportedStatus: { text: 'DELIVERED', stage: 'delivered' } } },
      { kind: 'reference', shipment: 's1', type: 'shipment', value: 'SHP-1' },
      { kind: 'reference', shipment: 's1', type: 'customer', value: 'PO-9' },
      { kind: 'milestone', shipment: 's1', code: 'DELIVERED', classifier: 'ACT', moment },
    ]);
  });

  it.each([
    ['DRAFT', 'DRAFTED', 'draft'],
    ['OPEN', 'OPENED', 'planned'],
    ['TENDER_PENDING', 'TENDERED', 'tendered'],
    ['TENDER_REJECTED', 'TENDER_REJECTED', 'rejected'],
    ['BOOKED', 'BOOKING_CONFIRMED', 'booked'],
    ['DISPATCHED', 'DISPATCHED', 'dispatched'],
    ['LOADING', 'LOADING', 'at_origin'],
    ['IN_TRANSIT', 'DEPARTED', 'in_transit'],
    ['UNLOADING', 'UNLOADING', 'at_destination'],
    ['CANCELED', 'CANCELLED', 'cancelled'],
    ['DELETED', 'REMOVED', 'removed'],
  ])('%s is the milestone %s and the stage %s', (text, code, stage) => {
    const changes = changesOf(`SHIPMENT_${text}`, { id: 's1' });
    expect(changes).toMatchObject([{ fields: { reportedStatus: { text, stage } } }, { code, classifier: 'ACT' }]);
  });

  it('has no status if its type is none: a check call, an alert, a signature', () => {
    expect(changesOf('SHIPMENT_CHECK_CALL', { id: 's1' })).toMatchObject([{ code: 'CHECK_CALL', instance: 'the-key' }]);
    const due = changesOf('SHIPMENT_NEXT_CHECK_CALL_DUE', { id: 's1' });
    expect(due).toMatchObject([{ code: 'CHECK_CALL_DUE', instance: utc }]);
    expect(changesOf('SHIPMENT_RATE_CON_SIGNED', { id: 's1' })[0]).not.toHaveProperty('instance');
  });

  it('recognises a shipment number in the key', () => {
    expect(changesOf('shipment.updated', { id: 's1', key: 'SHP-7' })).toContainEqual(
      expect.objectContaining({ kind: 'reference', type: 'shipment', value: 'SHP-7' }),
    );
    expect(
      changesOf('shipment.updated', { ...shp, key: 'SHP-1' }).filter((change) => change.kind === 'reference'),
    ).toHaveLength(1);
  });

  it('changes a shipment even with an id only', () => {
    expect(changesOf('shipment.updated', { id: 's1' })).toEqual([{ kind: 'shipment', shipment: 's1', fields: {} }]);
  });

  it.each([
    ['no id', { friendlyId: 'SHP-1' }, at],
    ['no timestamp', shp, undefined],
    ['30 February', shp, '2026-02-30T10:00:00Z'],
    ['a number for a timestamp', shp, 1773333724],
    ['no data', null, at],
  ])('is unreadable with %s', (_what, data, timestamp) => {
    const raw = { event: 'SHIPMENT_BOOKED', timestamp, data };
    expect(() => normalise({ type: 'SHIPMENT_BOOKED', key: 'k', raw })).toThrow(Unreadable);
  });
});

describe('dotted types', () => {
  it('read the status from the data, and its milestone if there is one', () => {
    expect(changesOf('shipment.status_changed', { id: 's1', status: 'Out for Delivery' })).toMatchObject([
      { fields: { reportedStatus: { text: 'Out for Delivery', stage: 'delivering' } } },
      { code: 'OUT_FOR_DELIVERY', moment },
    ]);
    expect(changesOf('shipment.status_changed', { id: 's1', status: 'ON_HOLD' })).toEqual([
      {
        kind: 'shipment',
        shipment: 's1',
        fields: { reportedStatus: { text: 'ON_HOLD', stage: null }, holdReport: 'the-key' },
      },
    ]);
    expect(() => normalise(event('shipment.status_changed', { id: 's1' }))).toThrow(Unreadable);
  });

  it('show an unknown status without a stage', () => {
    expect(changesOf('shipment.updated', { id: 's1', status: 'TELEPORTED' })).toMatchObject([
      { fields: { reportedStatus: { text: 'TELEPORTED', stage: null } } },
    ]);
  });

  it('have the place of a check call', () => {
    const location = { city: 'Tulsa', stateProvince: 'OK', latitude: '36.15', longitude: -95.99 };
    expect(changesOf('shipment.location_updated', { id: 's1', location })).toMatchObject([
      { code: 'CHECK_CALL', place: { name: 'Tulsa, OK', country: 'US', latitude: 36.15, longitude: -95.99 } },
    ]);
    expect(changesOf('shipment.location_updated', { id: 's1', latitude: 1, longitude: 2 })[0]).not.toHaveProperty(
      'place',
    );
  });

  it('link a tender to its shipment, and read the fields of an order', () => {
    expect(changesOf('carrier.tender_rejected', { id: 't1', shipmentId: 's1' })).toEqual([
      { kind: 'milestone', shipment: 's1', code: 'TENDER_REJECTED', classifier: 'ACT', moment },
    ]);
    expect(changesOf('order.created', { id: 'o1', key: 'ORD-1', shipmentId: 's1', status: 'BOOKED' })).toEqual([
      { kind: 'reference', shipment: 's1', type: 'order', value: 'ORD-1' },
    ]);
    expect(normalise(event('order.created', { id: 'o1' }))).toEqual({
      outcome: 'ignore',
      reason: 'order without a shipment',
    });
  });
});
