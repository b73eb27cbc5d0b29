import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { type NoticeSchedule, nextDigestAt, quietEnd } from './notice-schedule.ts';

const local = (text: string, timeZone: string) => Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone);
const instantOf = (text: string, timeZone: string) => new Date(local(text, timeZone).epochMilliseconds).toISOString();

describe('a digest', () => {
  it.each([
    ['hourly', 'UTC', '2026-03-12T09:59:59.999Z', '2026-03-12T10:00:00.000Z'],
    ['hourly', 'UTC', '2026-03-12T10:00:00.000Z', '2026-03-12T11:00:00.000Z'],
    // 09:20 in India.
    ['hourly', 'Asia/Kolkata', '2026-03-12T03:50:00.000Z', '2026-03-12T04:30:00.000Z'],
    // The hour from 01:00 to 02:00 occurs twice.
    ['hourly', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:00:00.000Z'],
    ['hourly', 'America/New_York', '2026-11-01T06:30:00.000Z', '2026-11-01T07:00:00.000Z'],
    ['daily', 'Europe/Berlin', '2026-03-28T06:59:59.000Z', '2026-03-28T07:00:00.000Z'],
    // Clocks go forward on 29 March: that night is an hour shorter.
    ['daily', 'Europe/Berlin', '2026-03-28T07:00:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['daily', 'Europe/Berlin', '2026-10-24T06:00:00.000Z', '2026-10-25T07:00:00.000Z'],
    ['daily', 'Pacific/Auckland', '2026-03-12T19:00:00.000Z', '2026-03-13T19:00:00.000Z'],
    ['weekly', 'America/Chicago', '2026-03-08T15:00:00.000Z', '2026-03-09T13:00:00.000Z'],
    ['weekly', 'America/Chicago', '2026-03-09T13:00:00.000Z', '2026-03-16T13:00:00.000Z'],
    ['weekly', 'Asia/Shanghai', '2026-03-15T23:59:00.000Z', '2026-03-16T00:00:00.000Z'],
  ] as const)('%s in %s of what is written at %s is due at %s', (cadence, timeZone, at, due) => {
    expect(nextDigestAt({ cadence, timeZone }, at)).toBe(due);
  });

  it('is none where each notice is sent at once', () => {
    expect(nextDigestAt({ cadence: 'at_once', timeZone: 'UTC' }, '2026-03-12T09:00:00.000Z')).toBeNull();
  });
});

const ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/St_Johns'];
const instants = fc
  .integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-01-01') })
  .map((at) => new Date(at).toISOString());

it('any digest is due later, within its period, at its time of day', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('hourly', 'daily', 'weekly'),
      fc.constantFrom(...ZONES),
      instants,
      (cadence, timeZone, at) => {
        const due = nextDigestAt({ cadence, timeZone }, at);
        const zoned = Temporal.Instant.from(due ?? '').toZonedDateTimeISO(timeZone);
        const hours = (Date.parse(due ?? '') - Date.parse(at)) / 3_600_000;
        expect(hours).toBeGreaterThan(0);
        expect(hours).toBeLessThanOrEqual({ hourly: 1, daily: 25, weekly: 169 }[cadence]);
        if (cadence !== 'hourly') expect(zoned.toPlainTime().toString()).toBe('08:00:00');
        if (cadence === 'weekly') expect(zoned.dayOfWeek).toBe(1);
      },
    ),
  );
});

const NIGHT: NoticeSchedule = {
  cadence: 'at_once',
  timeZone: 'Europe/Berlin',
  quietFrom: '22:00',
  quietUntil: '07:00',
  quietWeekends: false,
};

describe('quiet hours', () => {
  it.each([
    ['a night begins', {}, '2026-03-12T22:00', '2026-03-13T07:00'],
    ['a night after midnight', {}, '2026-03-13T03:00', '2026-03-13T07:00'],
    ['a night ends', {}, '2026-03-13T07:00', null],
    ['the minute before a night', {}, '2026-03-12T21:59', null],
    ['within a day', { quietFrom: '12:00', quietUntil: '13:30' }, '2026-03-12T12:10', '2026-03-12T13:30'],
    ['outside of it', { quietFrom: '12:00', quietUntil: '13:30' }, '2026-03-12T13:30', null],
    ['the night when clocks go forward', {}, '2026-03-28T23:00', '2026-03-29T07:00'],
    ['the night when clocks go back', {}, '2026-10-24T23:00', '2026-10-25T07:00'],
    ['an end that is skipped', { quietUntil: '02:30' }, '2026-03-28T23:00', '2026-03-29T03:30'],
    ['Friday night before a quiet weekend', { quietWeekends: true }, '2026-03-13T23:00', '2026-03-16T07:00'],
    ['Sunday noon', { quietWeekends: true }, '2026-03-15T12:00', '2026-03-16T07:00'],
    [
      'Sunday noon without a night',
      { quietWeekends: true, quietFrom: null, quietUntil: null },
      '2026-03-15T12:00',
      '2026-03-16T00:00',
    ],
    ['Monday morning', { quietWeekends: true }, '2026-03-16T07:00', null],
    ['none', { quietFrom: null, quietUntil: null }, '2026-03-15T02:00', null],
  ] as const)('%s', (_name, given, at, end) => {
    const found = quietEnd({ ...NIGHT, ...given }, instantOf(at, NIGHT.timeZone));
    expect(found).toBe(end && instantOf(end, NIGHT.timeZone));
  });

  it('in the second of two hours end in that hour', () => {
    const schedule = { ...NIGHT, quietUntil: '02:30' };
    // 02:10 in summer time, then 02:10 an hour later.
    expect(quietEnd(schedule, '2026-10-25T00:10:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(quietEnd(schedule, '2026-10-25T01:10:00.000Z')).toBe('2026-10-25T01:30:00.000Z');
  });

  const minutes = fc.integer({ min: 0, max: 1_439 });
  const text = (value: number) => new Date(value * 60_000).toISOString().slice(11, 16);

  it('any end is later, and not quiet itself', () => {
    fc.assert(
      fc.property(
        minutes,
        minutes,
        fc.boolean(),
        fc.constantFrom(...ZONES),
        instants,
        (from, until, quietWeekends, timeZone, at) => {
          fc.pre(from !== until);
          const schedule = { ...NIGHT, quietFrom: text(from), quietUntil: text(until), quietWeekends, timeZone };
          const end = quietEnd(schedule, at);
          if (end === null) return;
          expect(end > at).toBe(true);
          expect(quietEnd(schedule, end)).toBeNull();
        },
      ),
    );
  });
});
