import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf, isNoDate, parseMoment, programText } from './time.ts';

describe('reading a moment', () => {
  it.each([
    ['2026-03-12', '2026-03-12T00:00:00.000Z', null, 'day'],
    ['2026-03-12T14:30:00+08:00', '2026-03-12T06:30:00.000Z', '+08:00', 'time'],
    ['2026-03-12T14:30:00.125Z', '2026-03-12T14:30:00.125Z', 'Z', 'time'],
    ['2026-03-12 14:30', '2026-03-12T14:30:00.000Z', null, 'time'],
    ['2026-03-12T14:30:00+08', '2026-03-12T06:30:00.000Z', '+08:00', 'time'],
    ['2026-03-12 14:30:00+00', '2026-03-12T14:30:00.000Z', '+00:00', 'time'],
    ['2026-03-12T14:30:00,5Z', '2026-03-12T14:30:00.500Z', 'Z', 'time'],
    ['20260312T143000Z', '2026-03-12T14:30:00.000Z', 'Z', 'time'],
    ['2026-03-12T14:30:60Z', '2026-03-12T14:31:00.000Z', 'Z', 'time'],
    ['2026-03-12 06:30:00.123456+00', '2026-03-12T06:30:00.123Z', '+00:00', 'time'],
    ['2026-03-12 06:30:00-03:30', '2026-03-12T10:00:00.000Z', '-03:30', 'time'],
    ['2026-03-12T06:30:00.000+0000', '2026-03-12T06:30:00.000Z', '+00:00', 'time'],
    ['2026-03-12T06:30:00\u221203:00', '2026-03-12T09:30:00.000Z', '-03:00', 'time'],
    ['2026-03-12T07:30:00+01:00[Europe/Berlin]', '2026-03-12T06:30:00.000Z', '+01:00', 'time'],
    ['2026-03-12 06:30:00 UTC', '2026-03-12T06:30:00.000Z', 'Z', 'time'],
    ['2026-03-12T0630Z', '2026-03-12T06:30:00.000Z', 'Z', 'time'],
    ['202603120630', '2026-03-12T06:30:00.000Z', null, 'time'],
    ['20260312063000', '2026-03-12T06:30:00.000Z', null, 'time'],
    ['2026-03-12T24:00:00Z', '2026-03-13T00:00:00.000Z', 'Z', 'time'],
    ['20260312', '2026-03-12T00:00:00.000Z', null, 'day'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z', null, 'day'],
  ])('%s keeps its text, offset and precision', (text, at, offset, precision) => {
    expect(parseMoment(text)).toEqual({ at, text, offset, precision });
  });

  it.each([
    '',
    'tomorrow',
    '2026-02-30',
    '2026-13-01',
    '2025-02-29',
    '2026-03-12T25:00:00Z',
    '12/03/2026',
    '2026-03-12T06:30:00+99:00',
    '2026-0312',
    '1773297000',
    '2026-03-12T14:3',
    '2026-03-12T24:00:01Z',
    '2026-03-12Tnoon',
  ])('%s is no instant', (text) => {
    expect(parseMoment(text)).toBeNull();
  });
});

describe('a date that means "no date"', () => {
  it.each([
    '0001-01-01T00:00:00Z',
    '0001-01-01',
    '0000-00-00',
    '0000-00-00 00:00:00',
    '00000000',
    '1753-01-01T00:00:00',
    '1899-12-30T00:00:00Z',
    '1900-01-01',
    '19000101T000000Z',
    '1970-01-01T00:00:00Z',
    '1970-01-01',
    '1969-12-31T16:00:00-08:00',
    '1970-01-01T08:00:00+08:00',
    '2038-01-19T03:14:07Z',
    '2079-06-06T23:59:00',
    '2099-12-31',
    '9999-12-31',
    '9999-12-31T23:59:59.999-12:00',
    '0001-01-01T00:00:00+14:00',
    'infinity',
    '-infinity',
  ])('%s is not stated', (text) => {
    expect(isNoDate(text)).toBe(true);
    expect(parseMoment(text)).toBeNull();
  });

  it.each(['', 'tomorrow', '2026-02-30', '2026-03-12', '1985-03-12', '2062-03-14T10:00:00Z', '2099-12-30'])(
    '%s is a real date',
    (text) => expect(isNoDate(text)).toBe(false),
  );
});

describe('one instant in every notation', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  const offset = fc.record({ minutes: fc.integer({ min: -48, max: 56 }).map((quarters) => quarters * 15) });
  const notation = fc.record({
    dash: fc.constantFrom('-', ''),
    colon: fc.constantFrom(':', ''),
    between: fc.constantFrom('T', 't', ' '),
    point: fc.constantFrom('.', ','),
    minus: fc.constantFrom('-', '\u2212'),
    zoneColon: fc.constantFrom(':', ''),
    digits: fc.integer({ min: 0, max: 9 }),
  });
  const instant = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2090, 0, 1) });

  it('is the same instant, day and offset', () => {
    fc.assert(
      fc.property(instant, offset, notation, (milliseconds, { minutes }, form) => {
        const { dash, colon, between, point, minus, zoneColon, digits } = form;
        const at = digits >= 3 ? milliseconds : Math.floor(milliseconds / 1000) * 1000;
        const local = new Date(at + minutes * 60_000).toISOString();
        const [year, month, day] = local.slice(0, 10).split('-');
        const clock = local.slice(11, 19).split(':').join(colon);
        const fraction = digits === 0 ? '' : point + local.slice(20, 23).padEnd(9, '0').slice(0, digits);
        const size = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60].map(two);
        const zone = (minutes < 0 ? minus : '+') + size.join(zoneColon);
        const text = [year, month, day].join(dash) + between + clock + fraction + zone;
        const moment = parseMoment(text);
        expect(moment?.at).toBe(new Date(at).toISOString());
        expect(moment?.offset).toBe((minutes < 0 ? '-' : '+') + size.join(':'));
        expect(moment && dayOf(moment)).toBe(local.slice(0, 10));
        expect(moment && Date.parse(programText(moment))).toBe(at);
      }),
    );
  });

  it('never throws, for any text', () => {
    const digit = fc.constantFrom(...'0123456789-:+TZ., '.split(''));
    fc.assert(
      fc.property(fc.string({ unit: digit, maxLength: 30 }), (text) => {
        const moment = parseMoment(text);
        if (moment) expect(new Date(moment.at).toISOString()).toBe(moment.at);
      }),
    );
  });
});
