import { describe, expect, it } from 'vitest';
import { bookingRequestSchema } from '#lib/model/booking-request.ts';
import { bookingBody } from './booking-body.ts';
import { referencesIn } from './references.ts';

const OCEAN = {
  name: 'Lamps',
  mode: 'ocean',
  shipper: 'SUP-1001',
  consignee: 'AB-HOME',
  origin: 'SUP-1001',
  originPort: 'CNSHA',
  incoterm: 'FOB',
  cargoReadyOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
  containers: { forty_ft: 1 },
  weightKg: 900,
  volumeCbm: 8,
  pieces: 12,
  packing: 'pallet',
  unitsPerPallet: 40,
  description: 'Lamps',
  exportDescription: '灯具',
};
const bodyOf = (more: object) =>
  bookingBody(bookingRequestSchema.parse({ ...OCEAN, ...more }), 'Lamps (FL-1)', 'FL-1') as Record<string, unknown>;

describe('the body of a booking', () => {
  it('has the documented fields of ocean freight: ports by code, containers, descriptions in both languages', () => {
    expect(bodyOf({ destination: 'AB-HOME' }).ocean_booking).toMatchObject({
      is_lcl: false,
      container_counts: { forty_ft: 1 },
      origin_port_loc_code: 'CNSHA',
      wants_pickup_service: true,
      wants_delivery_service: true,
      product_descriptions: [
        {
          description: 'Lamps',
          description_for_export_customs: '灯具',
          description_for_export_customs_locale: 'zh_CN',
        },
      ],
    });
    expect(bodyOf({}).cargo).toMatchObject({
      shipping_units: [{ count: 12, unit_type: 'pallet', atomic_count: 40 }],
      contains_hazmat: false,
      contains_li_ion: false,
      contains_non_li_ion_battery: false,
      contains_magnets: false,
      contains_other_dangerous_goods: false,
    });
  });

  it('has those of a truck: less than truckload and who pays', () => {
    const truck = { mode: 'truck', incoterm: undefined, originPort: undefined, containers: undefined, lcl: true };
    const body = bodyOf({ ...truck, destination: 'AB-HOME', freightTerms: 'collect' });
    expect(body.trucking_booking).toMatchObject({ is_ltl: true, payment_terms: 'collect' });
    expect(body.destination_address_ref).toBe('AB-HOME');
  });

  it('states how batteries are packed, by their UN numbers, and tells the forwarder the numbers', () => {
    const body = bodyOf({ hazardous: true, unNumbers: ['UN3481', 'UN3091', 'UN2807'], instructions: 'Keep dry' });
    expect(body.cargo).toMatchObject({
      contains_hazmat: true,
      contains_li_ion: true,
      lithium_batteries_packing_types: ['packed_with_equipment', 'contained_in_equipment'],
      contains_non_li_ion_battery: true,
      contains_magnets: true,
    });
    expect(body.special_instructions).toBe('Dangerous goods: UN3481, UN3091, UN2807\nKeep dry');
  });
});

describe('the references in an object', () => {
  it('are those of companies and their addresses; a company without one has none', () => {
    const mailing_address = { city: 'Kent', country_code: 'us', ref: 'kent-dc', street_address: '1 Main Street' };
    const raw = {
      shipper_entity: { name: 'Juniper Outfitters', ref: 'JUN-01', mailing_address },
      consignees: [{ name: 'Nameless', ref: null, mailing_address: null }],
      origin_address: { city: 'Suzhou', country_code: 'CN', ref: 'suzhou-wh' },
      buyer: 'a text',
    };
    expect(referencesIn({ kind: 'booking', id: '1', raw, requestedAt: '', subject: null })).toEqual([
      { kind: 'address', reference: 'suzhou-wh', name: 'Suzhou', town: 'Suzhou', country: 'CN' },
      { kind: 'company', reference: 'JUN-01', name: 'Juniper Outfitters', town: 'Kent', country: 'US' },
      { kind: 'address', reference: 'kent-dc', name: 'Juniper Outfitters, 1 Main Street', town: 'Kent', country: 'US' },
    ]);
    expect(referencesIn({ kind: 'booking', id: '1', raw: null, requestedAt: '', subject: null })).toEqual([]);
  });
});
