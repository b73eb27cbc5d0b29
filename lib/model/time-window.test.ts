import { describe, expect, it } from 'vitest';
import { daysBehind, overdueFrom, timeBehind, varianceOf } from './lateness.ts';
import { type Moment, parseMoment, programText } from './time.ts';
import { windowEnd } from './time-window.ts';
import { onClockOf } from './zone.ts';

const CHICAGO = 'America/Chicago';
const moment = (text: string) => parseMoment(text) as Moment;
const window = (text: string) => onClockOf(moment(text), CHICAGO);
const TRUCK = { amount: 4, unit: 'h' } as const;

describe('a window', () => {
  it('is the moment of its start, and has its end on the same clock', () => {
    const morning = window('2026-05-20T08:00/2026-05-20T12:00');
    expect(morning).toMatchObject({ at: '2026-05-20T13:00:00.000Z', offset: '-05:00', precision: 'time' });
    expect(windowEnd(morning, CHICAGO)).toMatchObject({ at: '2026-05-20T17:00:00.000Z', offset: '-05:00' });
    expect(windowEnd(morning)).toMatchObject({ at: '2026-05-20T17:00:00.000Z', offset: '-05:00' });
    expect(programText(morning)).toBe('2026-05-20T08:00:00.000-05:00');
  });

  it('that spans the end of daylight saving time ends an hour later in UTC', () => {
    const weekend = window('2026-10-31T08:00/2026-11-02T08:00');
    expect(weekend.at).toBe('2026-10-31T13:00:00.000Z');
    expect(windowEnd(weekend, CHICAGO).at).toBe('2026-11-02T14:00:00.000Z');
  });

  it('may be of days, or of a place whose time zone is unknown', () => {
    expect(windowEnd(moment('2026-05-20/2026-05-22'))).toMatchObject({
      at: '2026-05-22T00:00:00.000Z',
      precision: 'day',
    });
    expect(windowEnd(moment('2026-05-20T08:00/2026-05-20T12:00'))).toMatchObject({ offset: null });
  });

  it('is none without an end, with an end before its start, or where the slash is in the name of a zone', () => {
    expect(windowEnd(moment('2026-05-20T08:00'))).toEqual(moment('2026-05-20T08:00'));
    expect(parseMoment('2026-05-20T12:00/2026-05-20T08:00')).toBeNull();
    expect(parseMoment('2026-05-20T12:00/later')).toBeNull();
    const named = moment('2026-05-20T08:00+02:00[Europe/Berlin]');
    expect(windowEnd(named)).toBe(named);
  });
});

describe('an arrival against a window', () => {
  const morning = window('2026-05-20T08:00/2026-05-20T12:00');
  const against = (arrival: string) => varianceOf(morning, moment(arrival), TRUCK, CHICAGO);

  it('is on time within it', () => {
    expect(against('2026-05-20T08:00:00-05:00')).toMatchObject({ amount: 0, isLate: false });
    expect(against('2026-05-20T16:59:00Z')).toMatchObject({ amount: 0, isLate: false });
  });

  it('is late by the hours after its end, and early by those before its start', () => {
    expect(against('2026-05-20T14:30:00-05:00')).toEqual({ amount: 2, unit: 'h', isLate: false });
    expect(against('2026-05-20T17:00:00-05:00')).toEqual({ amount: 5, unit: 'h', isLate: true });
    expect(against('2026-05-20T05:00:00-05:00')).toEqual({ amount: -3, unit: 'h', isLate: false });
    expect(timeBehind(morning, moment('2026-05-20T12:20:00-05:00'), CHICAGO)).toBe(20 * 60_000);
  });

  it('is late by the days after the last one of it', () => {
    const days = moment('2026-05-20/2026-05-22');
    expect(daysBehind(days, moment('2026-05-21T10:00:00-05:00'), CHICAGO)).toBe(0);
    expect(daysBehind(days, moment('2026-05-23T10:00:00-05:00'), CHICAGO)).toBe(1);
    expect(daysBehind(days, moment('2026-05-19'), CHICAGO)).toBe(-1);
  });

  it('is overdue from its end on', () => {
    expect(new Date(overdueFrom(morning, CHICAGO)).toISOString()).toBe('2026-05-20T17:00:00.000Z');
    expect(new Date(overdueFrom(moment('2026-05-20/2026-05-22'), CHICAGO)).toISOString()).toBe(
      '2026-05-23T05:00:00.000Z',
    );
  });
});
