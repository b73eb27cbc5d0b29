import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { instantInZone, zoneOffset } from './zone.ts';

/** All time zones of this machine, with half and quarter hours, a skipped day, and changes by half an hour. */
const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'));
const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2037, 11, 31) });
/** Times around changes of the offset, where errors are likely. */
const nearChange = fc
  .tuple(zone, instant, fc.integer({ min: -3 * 3_600_000, max: 3 * 3_600_000 }))
  .map(([timeZone, at, apart]) => {
    const next = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).getTimeZoneTransition('next');
    return [timeZone, (next?.epochMilliseconds ?? at) + apart + offsetOf(timeZone, at)] as const;
  });

const inZone = (timeZone: string, at: number) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);

function offsetOf(timeZone: string, at: number): number {
  return inZone(timeZone, at).offsetNanoseconds / 1_000_000;
}

/** The instant of a local time by Temporal: the first of two, and by the offset before a gap. */
function compatible(timeZone: string, clock: number): number {
  return inZone('UTC', clock).toPlainDateTime().toZonedDateTime(timeZone).epochMilliseconds;
}

describe('the arithmetic of time zones equals that of Temporal', () => {
  it('in offsets from UTC', () => {
    fc.assert(
      fc.property(zone, instant, (timeZone, at) => {
        expect(zoneOffset(timeZone, at)).toBe(offsetOf(timeZone, at));
      }),
      { numRuns: 1_000 },
    );
  });

  it('in the instant of a local time, also for repeated and skipped hours', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(zone, instant), nearChange), ([timeZone, clock]) => {
        expect(instantInZone(timeZone, clock)).toBe(compatible(timeZone, clock));
      }),
      { numRuns: 2_000 },
    );
  });

  it('except that an unknown zone gives null', () => {
    expect(zoneOffset('Nowhere/Land', 0)).toBeNull();
    expect(instantInZone('Nowhere/Land', 0)).toBeNull();
  });
});
