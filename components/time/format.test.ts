import { describe, expect, it } from 'vitest';
import { asDay, type Moment, parseMoment } from '#lib/model/time.ts';
import { ageText, daysBetween, localTime, spanText } from './format.ts';

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
