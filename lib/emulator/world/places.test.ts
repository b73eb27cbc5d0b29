import { expect, test } from 'vitest';
import { parseUnlocode } from '#lib/model/place.ts';
import { atHour, inZone, offsetMinutes } from './local-time.ts';
import { AIRPORTS, CITIES, distanceKm, PORTS, RAMPS } from './places.ts';

const ALL = [...PORTS, ...AIRPORTS, ...RAMPS, ...CITIES];

test('every place has a code of its own country and a zone that exists', () => {
  for (const place of ALL) {
    if (place.code !== null) {
      expect(parseUnlocode(place.code), place.name).toBe(place.code);
      expect(place.code.slice(0, 2), place.name).toBe(place.country);
    }
    expect(() => offsetMinutes(place.zone, 0), place.name).not.toThrow();
  }
});

test('distances follow the great circle', () => {
  const [shanghai, losAngeles] = ['CNSHA', 'USLAX'].map((code) => PORTS.find((port) => port.code === code));
  if (!shanghai || !losAngeles) throw new Error('missing port');
  expect(distanceKm(shanghai, losAngeles)).toBeGreaterThan(10_300);
  expect(distanceKm(shanghai, losAngeles)).toBeLessThan(10_600);
});

test('times carry the offset of the place, summer time included', () => {
  expect(inZone(Date.UTC(2026, 0, 15, 18), 'America/Los_Angeles')).toBe('2026-01-15T10:00:00.000-08:00');
  expect(inZone(Date.UTC(2026, 6, 15, 18), 'America/Los_Angeles')).toBe('2026-07-15T11:00:00.000-07:00');
  expect(inZone(Date.UTC(2026, 2, 12, 6, 30), 'Asia/Kolkata')).toBe('2026-03-12T12:00:00.000+05:30');
  expect(inZone(Date.UTC(2026, 2, 8, 9, 59), 'America/Los_Angeles')).toBe('2026-03-08T01:59:00.000-08:00');
  expect(inZone(Date.UTC(2026, 2, 8, 10), 'America/Los_Angeles')).toBe('2026-03-08T03:00:00.000-07:00');
  expect(inZone(atHour(Date.UTC(2026, 5, 1, 3), 'Asia/Shanghai', 12), 'Asia/Shanghai')).toContain(
    'T12:00:00.000+08:00',
  );
});
