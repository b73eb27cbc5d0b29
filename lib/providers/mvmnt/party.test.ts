import { describe, expect, it } from 'vitest';
import type { Change } from '#lib/model/change.ts';
import { normalise } from './normalise.ts';

const at = '2026-03-12T10:42:04-06:00';
const utc = '2026-03-12T16:42:04.000Z';
const event = (type: string, data: unknown, timestamp: unknown = at) => ({
  type,
  key: 'the-key',
  raw: { event: type, timestamp, data },
});
function said(type: string, data: unknown): Change[] {
  const outcome = normalise(event(type, data));
  if (outcome.outcome !== 'changes') throw new Error(`${outcome.outcome}: ${outcome.reason}`);
  expect(outcome.reportedAt).toBe(utc);
  return outcome.changes;
}

describe('a party', () => {
  const carrier = { id: 'c1', name: 'Tallgrass', scac: 'TGML', mcNumber: 884512, key: null, friendlyId: 'CAR-1' };

  it('is described by what the payload states', () => {
    const corporateAddress = {
      addressLine1: '77 Depot Ave',
      city: 'Joliet',
      state: 'IL',
      country: 'USA',
      latitude: '41.5',
    };
    const fields = {
      type: 'carrier',
      name: 'Tallgrass',
      scac: 'TGML',
      mcNumber: '884512',
      reference: 'CAR-1',
      removed: false,
    };
    const place = { name: 'Joliet, IL', country: 'US', unlocode: null, timeZone: null };
    expect(said('CARRIER_UPDATED', { ...carrier, corporateAddress })).toEqual([
      { kind: 'party', party: 'c1', fields: { ...fields, place } },
    ]);
  });

  it('has the state that the market of its city names, since addresses of the API state none', () => {
    const place = (market: string) =>
      said('CARRIER_UPDATED', {
        ...carrier,
        corporateAddress: { line1: '77 Depot Ave', city: 'Joliet', country: 'US', market },
      });
    expect(place('Joliet, IL')).toMatchObject([{ fields: { place: { name: 'Joliet, IL', country: 'US' } } }]);
    expect(place('Chicago, IL')).toMatchObject([{ fields: { place: { name: 'Joliet', country: 'US' } } }]);
    expect(place('Joliet area')).toMatchObject([{ fields: { place: { name: 'Joliet' } } }]);
  });

  it.each([[null], ['0001-01-01T00:00:00Z'], [''], ['1970-01-01T00:00:00Z']])(
    'is not removed by a deletion dated %j',
    (deletedAt) => {
      expect(said('CARRIER_UPDATED', { ...carrier, deletedAt })).toMatchObject([{ fields: { removed: false } }]);
      expect(said('CARRIER_UPDATED', { ...carrier, deletedAt: at })).toMatchObject([{ fields: { removed: true } }]);
    },
  );

  it('goes in and out of use, whatever status the payload was rendered with', () => {
    const stale = { ...carrier, status: 'ACTIVE' };
    expect(said('CARRIER_DEACTIVATED', stale)).toMatchObject([{ fields: { status: 'INACTIVE', removed: false } }]);
    expect(said('CARRIER_ACTIVATED', carrier)).toMatchObject([{ fields: { status: 'ACTIVE' } }]);
  });

  it('is removed by a deletion that says no more than the id', () => {
    expect(said('LOCATION_DELETED', { id: 'l1' })).toEqual([
      { kind: 'party', party: 'l1', fields: { type: 'location', removed: true } },
    ]);
  });

  it('has a person for a name where it is one', () => {
    const contact = {
      id: 'p1',
      firstName: 'Odalys',
      lastName: 'Brennecke',
      phone: '1',
      phoneNumber: '2',
      email: 'o@b.example',
    };
    expect(said('VENDOR_CONTACT_CREATED', contact)).toMatchObject([
      { fields: { type: 'vendor_contact', name: 'Odalys Brennecke', phone: '2', email: 'o@b.example' } },
    ]);
  });

  it('keeps nothing of a payment method but that it exists', () => {
    const method = {
      id: 'm1',
      name: 'Prairie State Bank',
      status: 'ACTIVE',
      accountNumber: '****6789',
      key: '081000210',
    };
    expect(said('VENDOR_PAYMENT_METHOD_UPDATED', method)).toEqual([
      { kind: 'party', party: 'm1', fields: { type: 'vendor_payment_method', status: 'ACTIVE', removed: false } },
    ]);
  });
});
