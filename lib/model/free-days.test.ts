import { describe, expect, it } from 'vitest';
import { lastFreeDay } from './free-days.ts';

const terms = { freeDays: 4, freeDayBasis: 'working', freeFrom: 'next_day', holidays: ['2021-07-05'] } as const;

describe('the last free day', () => {
  it('is the fourth working day after a Friday, without the holiday on Monday', () => {
    expect(lastFreeDay('2021-07-02', terms)).toBe('2021-07-09');
    expect(lastFreeDay('2021-07-02', { ...terms, holidays: [] })).toBe('2021-07-08');
  });

  it('counts the day on which free time begins where the tariff does', () => {
    expect(lastFreeDay('2018-06-01', { ...terms, freeDays: 9, freeDayBasis: 'calendar', freeFrom: 'same_day' })).toBe(
      '2018-06-09',
    );
  });

  it('is before the first charged day where no day is free', () => {
    expect(lastFreeDay('2021-07-02', { ...terms, freeDays: 0 })).toBe('2021-07-02');
    expect(lastFreeDay('2021-07-02', { ...terms, freeDays: 0, freeFrom: 'same_day' })).toBe('2021-07-01');
  });
});
