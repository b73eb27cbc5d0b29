import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayAt, daysBehind, daysLate, endOfDay, lateFrom } from './lateness.ts';
import { parseMoment } from './time.ts';

const moment = (text: string) => {
  const read = parseMoment(text);
  if (!read) throw new RangeError(text);
  return read;
};
const LOS_ANGELES = 'America/Los_Angeles';

describe('a day at a place', () => {
  it('is the same in any notation of its time', () => {
    const offsets = fc.constantFrom('Z', '+08:00', '-07:00', '+0530', '-11');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), offsets, (hour, offset) => {
        const at = Date.parse(`2026-07-12T${String(hour).padStart(2, '0')}:30:00-07:00`);
        const sign = /^([+-])(\d\d):?(\d\d)?$/.exec(offset);
        const minutes = sign ? (sign[1] === '-' ? -1 : 1) * (Number(sign[2]) * 60 + Number(sign[3] ?? 0)) : 0;
        const text = new Date(at + minutes * 60_000).toISOString().slice(0, 19) + offset;
        return dayAt(moment(text), LOS_ANGELES) === '2026-07-12';
      }),
    );
  });

  it('that was written without a time is not converted', () => {
    expect(dayAt(moment('2026-07-12'), LOS_ANGELES)).toBe('2026-07-12');
    expect(dayAt(moment('20260712T013000Z'), null)).toBe('2026-07-12');
  });

  it('ends at local midnight, also when daylight saving time changes', () => {
    expect(new Date(endOfDay('2026-03-07', LOS_ANGELES)).toISOString()).toBe('2026-03-08T08:00:00.000Z');
    expect(new Date(endOfDay('2026-03-08', LOS_ANGELES)).toISOString()).toBe('2026-03-09T07:00:00.000Z');
    expect(new Date(endOfDay('2026-03-08', null)).toISOString()).toBe('2026-03-09T12:00:00.000Z');
  });
});

describe('goods with the required delivery date 12 March', () => {
  const now = Date.parse('2026-03-20T12:00:00Z');
  const late = (delivered: string | null, expected: string | null) =>
    daysLate(
      '2026-03-12',
      {
        delivered: delivered === null ? null : moment(delivered),
        expected: expected && moment(expected),
        timeZone: LOS_ANGELES,
      } as never,
      now,
    );

  it('are late by the days since, until they are delivered, although the vessel was on time', () => {
    expect(late(null, '2026-03-10')).toBe(8);
    expect(late(null, null)).toBe(8);
  });

  it('are late by their ETA if that is later', () => {
    expect(late(null, '2026-03-25')).toBe(13);
  });

  it('keep their lateness once they are delivered', () => {
    expect(late('2026-03-15T06:30:00Z', '2026-03-10')).toBe(2);
    expect(late('2026-03-10', null)).toBe(-2);
  });

  it('have no lateness before that day without an ETA', () => {
    expect(daysLate('2026-04-01', { delivered: null, expected: null, timeZone: null }, now)).toBeNull();
    expect(daysLate(null, { delivered: null, expected: null, timeZone: null }, now)).toBeNull();
  });
});

describe('a window that ends at midnight', () => {
  const limit = { amount: 1, unit: 'd' } as const;

  it.each(['2026-05-22T08:00/2026-05-22T24:00', '2026-05-22T08:00/2026-05-23T00:00'])(
    'ends with the day before it: %s',
    (text) => {
      for (const zone of [LOS_ANGELES, null]) {
        expect(daysBehind(moment(text), moment('2026-05-22'), zone)).toBe(0);
        expect(daysBehind(moment(text), moment('2026-05-23'), zone)).toBe(1);
      }
      const [window, day] = [moment(text), moment('2026-05-22')];
      expect(lateFrom([window], limit, LOS_ANGELES)).toBe(lateFrom([day], limit, LOS_ANGELES));
    },
  );
});
