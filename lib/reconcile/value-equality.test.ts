import { expect, it } from 'vitest';
import { isSameForDrift } from './value-equality.ts';

const discharged = (occurredText: string, reason: string | null = null) => ({
  occurredText,
  precision: 'time',
  reason,
});

it.each([
  ['an amount with other zeros at its end', '0.00', '0'],
  ['an amount with fewer decimals', '12.50', '12.5'],
  ['an instant in another offset', '2026-09-08T21:56:00Z', '2026-09-08T23:56:00+02:00'],
  ['an instant to the second', '2026-09-08T21:56:17Z', '2026-09-08T21:56:17.420Z'],
  ['an instant cut to the minute', '2026-09-08T21:56:00.000Z', '2026-09-08T21:56:59.420Z'],
  ['an instant rounded to the minute', '2026-09-08T21:57:00.000Z', '2026-09-08T21:56:31.000Z'],
  ['an instant that a webhook wrote down seconds later', '2026-11-07T19:48:02.113Z', '2026-11-07T19:48:51.000Z'],
  ['an instant that its minute separates from the other', '2026-11-07T19:48:40Z', '2026-11-07T19:49:05Z'],
  ['a milestone that was noted down twice', discharged('2026-09-08T21:56:00Z'), discharged('2026-09-08T21:56:17Z')],
  ['nothing in two notations', '', null],
])('%s is no drift', (_what, before, after) => {
  expect(isSameForDrift(before, after)).toBe(true);
  expect(isSameForDrift(after, before)).toBe(true);
});

it.each([
  ['another amount', '0.01', '0'],
  ['ten times as much', '10', '1'],
  ['a number that only looks like an amount', '0010', '10'],
  ['the next minute', '2026-09-08T21:56:00Z', '2026-09-08T21:57:00Z'],
  ['a minute later, to the second', '2026-09-08T21:56:10Z', '2026-09-08T21:57:10Z'],
  ['another day', '2026-09-08', '2026-09-09'],
  ['another reason at one moment', discharged('2026-09-08T21:56:00Z'), discharged('2026-09-08T21:56:00Z', 'weather')],
  ['something where there was nothing', null, '0'],
])('%s is drift', (_what, before, after) => {
  expect(isSameForDrift(before, after)).toBe(false);
  expect(isSameForDrift(after, before)).toBe(false);
});
