import { expect, it } from 'vitest';
import { ageingOf, daysBefore } from './ageing.ts';
import { daysApart } from './lateness.ts';

it.each([
  [null, 'not_due'],
  ['2026-03-20', 'not_due'],
  ['2026-03-19', '1-30'],
  ['2026-02-18', '1-30'],
  ['2026-02-17', '31-60'],
  ['2026-01-19', '31-60'],
  ['2026-01-18', '61-90'],
  ['2025-12-20', '61-90'],
  ['2025-12-19', '90+'],
  ['someday', 'not_due'],
])('on 20 March an invoice due on %s is %s', (due, ageing) => {
  expect(ageingOf(due, '2026-03-20')).toBe(ageing);
});

it('counts days across the changes of clocks and leap days', () => {
  expect(daysApart('2028-02-28', '2028-03-01')).toBe(2);
  expect(daysApart('2026-03-28', '2026-03-30')).toBe(2);
  expect(daysApart('2026-03-30', '2026-03-28')).toBe(-2);
  expect(daysBefore('2028-03-01', 2)).toBe('2028-02-28');
});
