import fc from 'fast-check';
import ports from 'sea-ports/lib/ports.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { placeKey } from '#lib/model/place.ts';
import { zoneOffset } from '#lib/model/zone.ts';
import airports from './airports.json' with { type: 'json' };
import cities from './cities.json' with { type: 'json' };
import { zoneAt, zonesOf } from './country-zones.ts';
import { airportOf, portOf, timeZoneOf } from './index.ts';

const place = (name: string, more: Partial<Parameters<typeof timeZoneOf>[0]> = {}) => ({
  name,
  country: null,
  unlocode: null,
  timeZone: null,
  ...more,
});
const exists = (zone: string | null | undefined) => typeof zone === 'string' && zoneOffset(zone, 0) !== null;

describe('a port by its UN/LOCODE', () => {
  it('has a name, coordinates and a time zone', () => {
    const port = portOf('CNSHA');
    expect(port?.name).toBe('Shanghai');
    expect(port?.coordinates?.[0]).toBeCloseTo(121.5, 0);
    expect(port?.coordinates?.[1]).toBeCloseTo(31.2, 0);
    expect(port?.timeZone).toBe('Asia/Shanghai');
  });

  it.each([
    ['USOAK', 'America/Los_Angeles'],
    ['THBKK', 'Asia/Bangkok'],
    ['BRMAO', 'America/Manaus'],
    ['CNYTN', 'Asia/Shanghai'],
    ['VEGUB', 'America/Caracas'],
    ['USDET', 'America/Detroit'],
    ['PTHOR', 'Atlantic/Azores'],
    ['AUMEL', 'Australia/Melbourne'],
    ['AUHBA', 'Australia/Hobart'],
    ['VNHPH', 'Asia/Ho_Chi_Minh'],
    ['ARUSH', 'America/Argentina/Ushuaia'],
    ['MOMFM', 'Asia/Macau'],
    ['JOAQJ', 'Asia/Amman'],
    ['TWTPE', 'Asia/Taipei'],
    ['THTPT', 'Asia/Bangkok'],
  ])('at %s has the time zone %s', (unlocode, zone) => expect(portOf(unlocode)?.timeZone).toBe(zone));

  it('has a time zone of its own country, for all ports', () => {
    const wrong = Object.keys(ports).filter((unlocode) => {
      const zone = portOf(unlocode)?.timeZone;
      return !exists(zone) || !zonesOf(unlocode.slice(0, 2)).has(zone ?? '');
    });
    expect(Object.keys(ports).length).toBeGreaterThan(1_600);
    expect(wrong).toEqual([]);
  });

  it('is in or near its country, for all ports', () => {
    const astray = Object.keys(ports).filter((unlocode) => {
      const [longitude, latitude] = portOf(unlocode)?.coordinates ?? [];
      if (longitude === undefined || latitude === undefined) return unlocode !== 'THTPT';
      // The zones on the map do not distinguish Grenada from Saint Vincent.
      return zoneAt(latitude, longitude, unlocode.slice(0, 2)) === null && !/^GD/.test(unlocode);
    });
    expect(astray).toEqual([]);
  });

  it.each([
    ['CNYTN', 114.3, 22.6],
    ['FRHON', 0.2, 49.4],
    ['CDMAT', 13.5, -5.8],
    ['USPEB', -74.2, 40.7],
    ['COPBO', -72, 12.2],
  ])('%s is the seaport, not another place of the same name', (unlocode, longitude, latitude) => {
    const [x = 0, y = 0] = portOf(unlocode)?.coordinates ?? [];
    expect(Math.hypot(x - longitude, y - latitude)).toBeLessThan(0.1);
  });

  it.each([
    ['CNQDG', 'CNTAO'],
    ['CNSHG', 'CNSHA'],
    ['CNDAL', 'CNDLC'],
  ])('%s is the port also called %s', (one, other) => {
    const [x, y] = [one, other].map((unlocode) => place('There', { country: 'CN', unlocode }));
    expect(placeKey(x ?? place(''))).toBe(placeKey(y ?? place('')));
    expect(portOf(one)?.name).toBe(portOf(other)?.name);
  });

  it('is null if unknown', () => {
    for (const code of ['XXXXX', '', null, undefined, 'constructor']) expect(portOf(code)).toBeNull();
  });
});

describe('an airport by its IATA code', () => {
  it('has a time zone of its own country, for all airports', () => {
    const wrong = Object.keys(airports).filter((iata) => {
      const { country = '', timeZone } = airportOf(iata) ?? {};
      return !exists(timeZone) || !zonesOf(country).has(timeZone ?? '');
    });
    expect(Object.keys(airports).length).toBeGreaterThan(4_000);
    expect(wrong).toEqual([]);
  });

  it.each([
    ['PVG', 'Asia/Shanghai'],
    ['LAX', 'America/Los_Angeles'],
    ['Memphis International Airport (MEM)', 'America/Chicago'],
    ['Louisville (SDF)', 'America/Kentucky/Louisville'],
  ])('named %s has the time zone %s', (name, zone) => expect(timeZoneOf(place(name))).toBe(zone));

  it('is found by a UN/LOCODE that is not a port', () => {
    expect(timeZoneOf(place('Cincinnati', { country: 'US', unlocode: 'USMEM' }))).toBe('America/Chicago');
  });
});

describe('a truck stop or a warehouse', () => {
  it.each([
    ['Reno, NV', 'US', 'America/Los_Angeles'],
    ['Hebron, KY', 'US', 'America/New_York'],
    ['Nashville, TN 37211', 'US', 'America/Chicago'],
    ['Knoxville, TN', 'US', 'America/New_York'],
    ['El Paso, TX', 'US', 'America/Denver'],
    ['Mississauga, ON', 'CA', 'America/Toronto'],
    ['Monterrey', 'MX', 'America/Monterrey'],
    ['Port of Santos', 'BR', 'America/Sao_Paulo'],
    ['Duisburg', 'DE', 'Europe/Berlin'],
    ['Port of Ningbo, China', null, 'Asia/Shanghai'],
    ['Singapore', null, 'Asia/Singapore'],
  ])('in %s has the time zone of that city', (name, country, zone) =>
    expect(timeZoneOf(place(name, { country }))).toBe(zone),
  );

  it.each([
    ['Portland', 'US'],
    ['Atlanta, Georgia', null],
    ['Lebanon', null],
    ['Nowhere, TN', 'US'],
    ['Warehouse 7', null],
    ['', null],
    ['constructor', 'US'],
    ['__proto__', '__proto__'],
  ])('in %s, %s is ambiguous and has no time zone', (name, country) =>
    expect(timeZoneOf(place(name, { country }))).toBeNull(),
  );

  it('with coordinates has the time zone there, within its country', () => {
    expect(timeZoneOf(place('Dock 4', { latitude: 36.16, longitude: -86.78 }))).toBe('America/Chicago');
    expect(timeZoneOf(place('Tijuana yard', { country: 'MX', latitude: 32.545, longitude: -117.03 }))).toBe(
      'America/Tijuana',
    );
    expect(timeZoneOf(place('High seas', { latitude: 45, longitude: -40 }))).toBeNull();
  });

  it('has a valid time zone or none, for any place and name', () => {
    const known = Object.keys(cities.states).map((area) => area.slice(0, 2));
    const any = fc.record({
      name: fc.string({ unit: 'grapheme', maxLength: 30 }),
      country: fc.option(fc.constantFrom(...known, 'CN', 'DE', 'ZZ', 'XX')),
      unlocode: fc.option(fc.constantFrom('USOAK', 'CNYTN', 'USZZZ', 'DEFRA')),
      timeZone: fc.constant(null),
      latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
      longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
    });
    fc.assert(
      fc.property(any, (one) => {
        const zone = timeZoneOf(one);
        expect(zone === null || exists(zone)).toBe(true);
      }),
    );
  });

  it('has a valid time zone, for the whole table', () => {
    const zones = new Set([...Object.values(cities.states), ...Object.values(cities.cities).flatMap(Object.keys)]);
    expect([...zones].filter((zone) => !exists(zone))).toEqual([]);
  });
});
