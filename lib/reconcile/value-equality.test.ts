import { expect, it } from 'vitest';
import { isSame } from './value-equality.ts';

const discharged = (occurredText: string, reason: string | null = null) => ({
  occurredText,
  precision: 'time',
  reason,
});

it.each([
  ['an amount with other trailing zeros', '0.00', '0'],
  ['an amount with fewer decimals', '12.50', '12.5'],
  ['an instant in another offset', '2026-09-08T21:56:00Z', '2026-09-08T23:56:00+02:00'],
  ['an instant to the second', '2026-09-08T21:56:17Z', '2026-09-08T21:56:17.420Z'],
  ['an instant cut to the minute', '2026-09-08T21:56:00.000Z', '2026-09-08T21:56:59.420Z'],
  ['an instant rounded to the minute', '2026-09-08T21:57:00.000Z', '2026-09-08T21:56:31.000Z'],
  ['an instant that a webhook stated seconds later', '2026-11-07T19:48:02.113Z', '2026-11-07T19:48:51.000Z'],
  ['two close instants in different minutes', '2026-11-07T19:48:40Z', '2026-11-07T19:49:05Z'],
  ['a milestone that was entered twice', discharged('2026-09-08T21:56:00Z'), discharged('2026-09-08T21:56:17Z')],
  ['an empty value in two notations', '', null],
])('%s is no drift', (_what, before, after) => {
  expect(isSame(before, after)).toBe(true);
  expect(isSame(after, before)).toBe(true);
});

it.each([
  ['another amount', '0.01', '0'],
  ['ten times as much', '10', '1'],
  ['a number that only looks like an amount', '0010', '10'],
  ['the next minute', '2026-09-08T21:56:00Z', '2026-09-08T21:57:00Z'],
  ['a minute later, to the second', '2026-09-08T21:56:10Z', '2026-09-08T21:57:10Z'],
  ['another day', '2026-09-08', '2026-09-09'],
  [
    'another reason at the same time',
    discharged('2026-09-08T21:56:00Z'),
    discharged('2026-09-08T21:56:00Z', 'weather'),
  ],
  ['a value instead of none', null, '0'],
])('%s is drift', (_what, before, after) => {
  expect(isSame(before, after)).toBe(false);
  expect(isSame(after, before)).toBe(false);
});
