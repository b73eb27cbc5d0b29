import { describe, expect, it } from 'vitest';
import { changeSchema } from '#lib/model/change.ts';
import { SNAPSHOT } from '#lib/providers/api.ts';
import { eventMap } from './event-map.ts';
import { mvmnt } from './index.ts';
import { normalise } from './normalise.ts';

const types = [...eventMap.keys()];
const upper = types.filter((type) => !type.includes('.'));
const entities = [
  ...['COMPANY', 'CUSTOMER', 'CUSTOMER_CONTACT', 'CARRIER', 'CARRIER_CONTACT', 'CARRIER_FACTOR'],
  ...['CARRIER_PAYMENT_METHOD', 'VENDOR', 'VENDOR_CONTACT', 'VENDOR_PAYMENT_METHOD', 'LOCATION', 'LOCATION_CONTACT'],
];
const parties = new RegExp(`^(${entities.join('|')})_(CREATED|UPDATED|DELETED)$`);
const event = (type: string, data: object) => ({
  type,
  key: `${type}:k`,
  raw: { event: type, timestamp: '2026-03-12T16:42:04Z', data },
});

describe('the event map', () => {
  it.each([
    [21, /^SHIPMENT_/],
    [5, /^QUOTE_/],
    [1, /^DOCUMENT_/],
    [6, /^(CUSTOMER|CARRIER|VENDOR)_(INVOICE|PAYMENT)_CREATED$/],
    [2, /^COMMISSION_/],
    [36, parties],
    [2, /^CARRIER_(ACTIVATED|DEACTIVATED)$/],
    [73, /^/],
  ])('has %i types like %s', (count, pattern) => {
    expect(upper.filter((type) => pattern.test(type))).toHaveLength(count);
  });

  it('has the dotted types of the guides', () => {
    const dotted = types.filter((type) => type.includes('.'));
    const count = (group: string) => dotted.filter((type) => type.startsWith(`${group}.`)).length;
    expect([count('order'), count('shipment'), count('document'), count('carrier')]).toEqual([4, 6, 3, 3]);
    expect(dotted).toHaveLength(16);
  });

  it('equals the types of the provider', () => {
    expect(mvmnt.types.filter((type) => !type.startsWith(SNAPSHOT))).toEqual(types);
  });

  it.each(types)('%s has an outcome, with ids only and in full', (type) => {
    for (const data of [
      { id: 'a1', status: 'BOOKED' },
      { id: 'a1', status: 'BOOKED', shipmentId: 's1', key: 'K' },
    ]) {
      const outcome = normalise(event(type, data));
      expect(outcome.outcome).not.toBe('unmapped');
      if (outcome.outcome === 'changes') {
        expect(outcome.reportedAt).toBe('2026-03-12T16:42:04.000Z');
        expect(outcome.changes.length).toBeGreaterThan(0);
        for (const change of outcome.changes) expect(changeSchema.parse(change)).toEqual(change);
      } else {
        expect(outcome.reason).toMatch(/\w{3}/);
      }
    }
  });

  it.each(['LOAD_CREATED', 'shipment_delivered', 'constructor', '__proto__', ' SHIPMENT_DELIVERED'])(
    'has no mapping for %s',
    (type) => {
      expect(normalise(event(type, {}))).toEqual({ outcome: 'unmapped', reason: `unknown event type ${type}` });
    },
  );
});
