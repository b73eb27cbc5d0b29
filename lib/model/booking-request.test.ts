import { describe, expect, it } from 'vitest';
import { ENGLISH } from '#lib/words/words-of.ts';
import { bookingRequestSchema } from './booking-request.ts';
import { warningsOf } from './booking-warnings.ts';

const dayAhead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const OCEAN = {
  name: 'Spring lamps',
  mode: 'ocean',
  shipper: 'SUP-1001',
  consignee: 'AB-HOME',
  origin: 'SUP-1001',
  originPort: 'VNSGN',
  incoterm: 'FOB',
  cargoReadyOn: dayAhead(30),
  containers: { forty_ft: 2 },
  weightKg: '18000',
  volumeCbm: '110',
  pieces: 900,
  description: 'Lamps',
};
const { originPort: _port, containers: _containers, incoterm: _incoterm, ...PLAIN } = OCEAN;
const TRUCK = { ...PLAIN, mode: 'truck', destination: 'AB-HOME', freightTerms: 'prepaid' };
const AIR = { ...PLAIN, mode: 'air', incoterm: 'FCA' };

const fieldsWrong = (input: object) =>
  bookingRequestSchema.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('a booking', () => {
  it('is accepted for ocean (FCL and LCL), air and truck', () => {
    const loose = { ...OCEAN, containers: undefined, lcl: true };
    expect([OCEAN, loose, AIR, TRUCK].map(fieldsWrong)).toEqual([[], [], [], []]);
  });

  it.each([
    ["two 40' containers as LCL", { ...OCEAN, lcl: true }, 'containers'],
    ['FCL without a container', { ...OCEAN, containers: { forty_ft: 0 } }, 'containers'],
    ['containers by air', { ...AIR, containers: { twenty_ft: 1 } }, 'containers'],
    ['LCL by air', { ...AIR, lcl: true }, 'lcl'],
    ['delivery before the cargo is ready', { ...OCEAN, deliveryOn: dayAhead(29) }, 'deliveryOn'],
    ['cargo ready in the past', { ...OCEAN, cargoReadyOn: dayAhead(-3) }, 'cargoReadyOn'],
    ['cargo ready in another century', { ...OCEAN, cargoReadyOn: '2126-03-01' }, 'cargoReadyOn'],
    ['an origin that is the destination', { ...OCEAN, destination: 'SUP-1001' }, 'destination'],
    ['a port of loading that is that of discharge', { ...OCEAN, destinationPort: 'vnsgn' }, 'destinationPort'],
    ['a term of sea freight by air', { ...AIR, incoterm: 'CIF', destinationPort: 'USLAX' }, 'incoterm'],
    ['ocean freight without an Incoterm', { ...OCEAN, incoterm: undefined }, 'incoterm'],
    ['FOB without a port of loading', { ...OCEAN, originPort: undefined }, 'originPort'],
    ['CIF without a port of discharge', { ...OCEAN, incoterm: 'CIF' }, 'destinationPort'],
    ['DAP without a place at destination', { ...OCEAN, incoterm: 'DAP' }, 'destination'],
    ['no collection and no port of loading', { ...AIR, pickup: false }, 'originPort'],
    ['dangerous goods without a UN number', { ...OCEAN, hazardous: true }, 'unNumbers'],
    ['a UN number without dangerous goods', { ...OCEAN, unNumbers: ['1263'] }, 'hazardous'],
    ['a UN number that there is not', { ...OCEAN, hazardous: true, unNumbers: ['UN0001'] }, 'unNumbers.0'],
    ['a truck without a destination', { ...TRUCK, destination: undefined }, 'destination'],
    ['a truck without freight terms', { ...TRUCK, freightTerms: undefined }, 'freightTerms'],
    ['a truck with a port', { ...TRUCK, originPort: 'VNSGN' }, 'originPort'],
    ['pallets without their units', { ...OCEAN, packing: 'pallet' }, 'unitsPerPallet'],
    ['ocean freight without a description', { ...OCEAN, description: ' ' }, 'description'],
    ['an export from China without its Chinese name', { ...OCEAN, originPort: 'CNSHA' }, 'exportDescription'],
    ['a Chinese name in English', { ...OCEAN, exportDescription: 'Lamps' }, 'exportDescription'],
  ])('is rejected beside the field for %s', (_what, input, field) => {
    expect(fieldsWrong(input)).toEqual([field]);
  });

  it('is rejected with all mistakes at once, and rules wait for the fields that they need', () => {
    const wrong = { ...OCEAN, weightKg: 'heavy', lcl: true, cargoReadyOn: 'soon', deliveryOn: dayAhead(1) };
    expect(fieldsWrong(wrong)).toEqual(['cargoReadyOn', 'weightKg', 'containers']);
  });

  it('is asked for what is missing in plain words', () => {
    const issues = bookingRequestSchema.safeParse({}).error?.issues ?? [];
    const said = Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message]));
    const numbers = { weightKg: 'must be a number', volumeCbm: 'must be a number', pieces: 'must be a number' };
    const required = ['name', 'mode', 'shipper', 'consignee', 'origin', 'cargoReadyOn'].map((field) => [
      field,
      'is required',
    ]);
    expect(said).toMatchObject({ ...Object.fromEntries(required), ...numbers });
    expect(Object.values(said).join()).not.toMatch(/undefined|NaN/);
  });

  it('has UN numbers in one form', () => {
    const { unNumbers } = bookingRequestSchema.parse({ ...OCEAN, hazardous: true, unNumbers: ['un 1263', '3480'] });
    expect(unNumbers).toEqual(['UN1263', 'UN3480']);
  });
});

describe('the warnings about a load', () => {
  const fields = (load: object) =>
    warningsOf({ mode: 'ocean', weightKg: 20_000, volumeCbm: 60, ...load }, ENGLISH).map(({ field }) => field);

  it('are about weight and volume beyond what the containers take', () => {
    expect(fields({ containers: { forty_ft: 1 } })).toEqual([]);
    expect(fields({ containers: { twenty_ft: 1 } })).toEqual(['volumeCbm']);
    expect(fields({ containers: { twenty_ft: 2 }, weightKg: 61_000 })).toEqual(['weightKg']);
    expect(fields({ containers: { twenty_ft: 1 }, weightKg: 61_000 })).toEqual(['weightKg', 'volumeCbm']);
  });

  it('are about loose cargo of more than a container, and about impossible density', () => {
    expect(fields({ lcl: true })).toEqual(['volumeCbm']);
    expect(fields({ lcl: true, volumeCbm: 12 })).toEqual([]);
    expect(fields({ mode: 'air', volumeCbm: 1 })).toEqual(['volumeCbm']);
    expect(fields({ mode: 'air', volumeCbm: 200 })).toEqual([]);
  });
});
