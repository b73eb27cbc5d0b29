import { describe, expect, it } from 'vitest';
import { asDay, type Moment, parseMoment } from '#lib/model/time.ts';
import { ageText, daysBetween, localTime, momentText, spanText } from './format.ts';

const moment = (text: string): Moment => {
  const parsed = parseMoment(text);
  if (!parsed) throw new Error(`${text} is no moment`);
  return parsed;
};

describe('the local time of a port', () => {
  it('keeps the time and offset of the source', () => {
    expect(localTime(moment('2026-03-12T14:30:00+08:00'))).toEqual({
      day: '2026-03-12',
      clock: '14:30',
      zone: '+08:00',
    });
    expect(localTime(moment('2026-03-12T01:30:00-0530'))).toEqual({
      day: '2026-03-12',
      clock: '01:30',
      zone: '-05:30',
    });
  });

  it('is converted to the zone of the place if the source stated UTC', () => {
    const shanghai = localTime(moment('2026-03-12T20:30:00Z'), 'Asia/Shanghai');
    expect(shanghai).toEqual({ day: '2026-03-13', clock: '04:30', zone: '+08:00' });
    expect(localTime(moment('2026-07-01T10:00:00Z'), 'Europe/London').zone).toBe('+01:00');
  });

  it('is UTC or of unknown zone without a place', () => {
    expect(localTime(moment('2026-03-12T20:30:00Z')).zone).toBe('UTC');
    expect(localTime(moment('2026-03-12T20:30:00')).zone).toBe('zone unknown');
    expect(localTime(moment('2026-03-12T20:30:00Z'), 'Moon/Tranquility').zone).toBe('UTC');
  });

  it('never converts a day, and gives it no time', () => {
    const day = { day: '2026-03-12', clock: null, zone: null };
    expect(localTime(moment('2026-03-12'), 'America/Los_Angeles')).toEqual(day);
    expect(localTime(asDay(moment('2026-03-12T23:00:00-08:00')), 'Asia/Tokyo')).toEqual(day);
  });

  it('counts days between local days, not between instants', () => {
    expect(daysBetween(moment('2026-03-12'), moment('2026-03-15T01:00:00+08:00'))).toBe(3);
  });
});

describe('a time in the time zone that a user wants', () => {
  it.each([
    // Clocks in New York go from 02:00 to 03:00 on 8 March 2026, and from 02:00 back to 01:00 on 1 November.
    ['2026-03-08T06:59:00Z', 'America/New_York', '2026-03-08', '01:59', '-05:00'],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08', '03:00', '-04:00'],
    ['2026-11-01T05:30:00Z', 'America/New_York', '2026-11-01', '01:30', '-04:00'],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', '01:30', '-05:00'],
    ['2026-03-12T14:30:00+08:00', 'Asia/Kolkata', '2026-03-12', '12:00', '+05:30'],
    ['2026-03-12T23:00:00-08:00', 'Asia/Kathmandu', '2026-03-13', '12:45', '+05:45'],
    ['2026-03-12T02:00:00Z', 'America/St_Johns', '2026-03-11', '23:30', '-02:30'],
    ['2026-01-12T10:00:00Z', 'Europe/London', '2026-01-12', '10:00', '+00:00'],
    ['2026-03-12T14:30:00+08:00', 'UTC', '2026-03-12', '06:30', 'UTC'],
  ])('%s in %s', (text, shownIn, day, clock, zone) => {
    expect(localTime(moment(text), 'Asia/Shanghai', shownIn)).toEqual({ day, clock, zone });
  });

  it('is converted from the clock of its place if the source stated no offset', () => {
    const berlin = { day: '2026-03-12', clock: '07:30', zone: '+01:00' };
    expect(localTime(moment('2026-03-12T14:30:00'), 'Asia/Shanghai', 'Europe/Berlin')).toEqual(berlin);
  });

  it('stays as it is if nobody knows its zone, or the wanted one', () => {
    expect(localTime(moment('2026-03-12T14:30:00'), null, 'UTC')).toMatchObject({
      clock: '14:30',
      zone: 'zone unknown',
    });
    expect(localTime(moment('2026-03-12T14:30:00+08:00'), null, 'Moon/Tranquility').zone).toBe('+08:00');
  });

  it('never moves a day', () => {
    for (const shownIn of ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      expect(momentText(moment('2027-03-12'), 'Asia/Shanghai', shownIn)).toBe('12 Mar 2027');
      expect(localTime(asDay(moment('2026-03-12T23:00:00-08:00')), null, shownIn).day).toBe('2026-03-12');
    }
  });
});

describe('durations', () => {
  it.each([
    [12_000, '12 s'],
    [35 * 60_000, '35 min'],
    [-52 * 3_600_000, '2 d 4 h'],
    [12 * 86_400_000, '12 d'],
  ])('%d ms is %s', (size, text) => {
    expect(spanText(size)).toBe(text);
  });

  it('shows ages in the largest unit', () => {
    expect([ageText(5_000), ageText(90 * 60_000), ageText(47 * 3_600_000), ageText(50 * 3_600_000)]).toEqual([
      'now',
      '1 h',
      '47 h',
      '2 d',
    ]);
  });
});
