import { expect, it } from 'vitest';
import { compareValues } from './compare-values.ts';

const discharged = (occurredText: string, reason: string | null = null) => ({
  occurredText,
  precision: 'time',
  reason,
});

const place = (name: string, country: string) => ({ name, country, unlocode: null, timeZone: null });
const line = (container: string) => ({ name: 'Lamp', amount: { amount: '5.00', currency: 'USD' }, container });
const precisionOf = (text: string) => (text.length > 10 ? 'time' : 'day');
const milestone = (occurredText: string) => ({
  occurredText,
  precision: precisionOf(occurredText),
  place: { ...place('Chicago', 'US'), timeZone: 'America/Chicago' },
  reason: null,
  flag: null,
});
const moment = (text: string) => ({ at: '2026-03-07T00:00:00.000Z', offset: null, precision: precisionOf(text), text });

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
  ['a number in lower case', 'hdmu82001012', 'HDMU82001012'],
  ['a name with other blanks', 'Gulf  Polymers', 'Gulf Polymers '],
  ['a time in the text form of PostgreSQL', discharged('2026-11-08 17:26:45+00'), discharged('2026-11-08T17:26:44Z')],
  ['a time in lower case', discharged('2026-09-16t14:36:31z'), discharged('2026-09-16T14:36:32Z')],
  ['a time with a comma', discharged('2026-09-22T22:30:48,0Z'), discharged('2026-09-22T22:30:47Z')],
  ['a time without separators', discharged('20260917T083800Z'), discharged('2026-09-17T08:37:54.245Z')],
  ['a place without its state', place('Joliet, IL', 'US'), place('Joliet', 'US')],
  ['a line whose container is in lower case', line('mscu1234565'), line('MSCU1234565')],
])('%s is no drift', (_what, before, after) => {
  expect(compareValues(before, after)).toBe('same');
  expect(compareValues(after, before)).toBe('same');
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
    discharged('2026-09-08T21:56:00Z', 'strike'),
    discharged('2026-09-08T21:56:00Z', 'weather'),
  ],
  ['another place of that name', place('Portland, OR', 'US'), place('Portland, ME', 'US')],
  ['an ETA with a time two days later', moment('2026-03-07'), moment('2026-03-09T03:30:00Z')],
  ['a number that looks like a date', '20260312', '20260313'],
  ['a day and a time of the day after', milestone('2026-03-07'), milestone('2026-03-08T23:00:00Z')],
  ['the other container of a line', line('MSCU1234565'), line('TGHU1234566')],
])('%s is drift', (_what, before, after) => {
  expect(compareValues(before, after)).toBe('different');
  expect(compareValues(after, before)).toBe('different');
});

it.each([
  ['what was not there', null, '0'],
  ['a day that has a time now', milestone('2026-03-07'), milestone('2026-03-07T11:00:00Z')],
  ['a day at the place that has a time now', milestone('2026-03-07'), milestone('2026-03-08T03:00:00Z')],
  ['an ETA with a time', moment('2026-03-07'), moment('2026-03-07T18:00:00-05:00')],
  ['an ETA with a time in UTC', moment('2026-03-07'), moment('2026-03-08T03:30:00Z')],
])('%s was right as far as it went', (_what, before, after) => {
  expect(compareValues(before, after)).toBe('completed');
});

it('a time that became a day is no drift, and what is gone is', () => {
  expect(compareValues(milestone('2026-03-07T11:00:00Z'), milestone('2026-03-07'))).toBe('same');
  expect(compareValues('0', null)).toBe('different');
});
