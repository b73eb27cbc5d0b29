import { describe, expect, it } from 'vitest';
import { daysOfWeek, week, weekAfter, weekOf } from './week.ts';

describe('a week', () => {
  // The years that the notes of ISO 8601 name: 2020 has 53 weeks, and 1 January 2021 is in its last one.
  it.each([
    ['2026-11-27', '2026-W48'],
    ['2021-01-01', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2024-12-30', '2025-W01'],
    ['2026-12-31', '2026-W53'],
  ])('of %s is %s', (day, expected) => {
    expect(weekOf(day)).toBe(expected);
    expect(daysOfWeek(expected)).toContain(day);
  });

  it('has seven days from Monday', () => {
    expect(daysOfWeek('2026-W48')).toEqual(['23', '24', '25', '26', '27', '28', '29'].map((day) => `2026-11-${day}`));
  });

  it('is followed by the next, over the end of a year', () => {
    expect(weekAfter('2020-W53', 1)).toBe('2021-W01');
    expect(weekAfter('2021-W01', -1)).toBe('2020-W53');
    expect(weekAfter('2026-W48', 0)).toBe('2026-W48');
  });

  it.each(['2026-W00', '2025-W53', '2026-W54', '2026W48', '0999-W10', 'next'])('%s is none', (text) => {
    expect(week.safeParse(text).success).toBe(false);
  });
});
