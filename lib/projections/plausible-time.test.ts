import { describe, expect, it } from 'vitest';
import { moment } from '#tests/support/in-memory.ts';
import { isImplausible, isPlausibleDueDay, plausibleFrom } from './plausible-time.ts';

const LEARNED = '2026-03-12T00:00:00.000Z';
const earlier = (text: string, ms: number) => new Date(Date.parse(text) - ms).toISOString();
const YEAR = 365.25 * 86_400_000;

describe('a time of a milestone', () => {
  it.each<[string, 'PLN' | 'EST' | 'ACT', boolean]>([
    ['2026-03-12T00:00:00Z', 'ACT', false],
    [earlier(LEARNED, 15 * YEAR), 'ACT', false],
    [earlier(LEARNED, 15 * YEAR + 1), 'ACT', true],
    [earlier(LEARNED, 15 * YEAR + 1), 'EST', true],
    [earlier(LEARNED, 15 * YEAR + 1), 'PLN', true],
    [earlier(LEARNED, -5 * YEAR), 'EST', false],
    [earlier(LEARNED, -5 * YEAR - 1), 'EST', true],
    [earlier(LEARNED, -5 * YEAR - 1), 'PLN', true],
    [earlier(LEARNED, -20 * YEAR), 'ACT', false],
  ])('%s, %s: implausible %s', (text, classifier, expected) => {
    expect(isImplausible(moment(text), classifier, LEARNED)).toBe(expected);
  });
});

describe('a due date', () => {
  it.each<[string, boolean]>([
    ['2026-04-12', true],
    ['2011-03-13', true],
    ['2011-03-11', false],
    ['2036-03-11', true],
    ['2036-03-13', false],
  ])('%s: plausible %s', (day, expected) => {
    expect(isPlausibleDueDay(day, LEARNED)).toBe(expected);
  });

  it('is plausible up to the limits, inclusive', () => {
    const at = (ms: number) => isPlausibleDueDay('2026-03-12', earlier('2026-03-12T00:00:00.000Z', ms));
    expect([at(10 * YEAR), at(10 * YEAR + 1)]).toEqual([true, false]);
    expect([at(-15 * YEAR), at(-15 * YEAR - 1)]).toEqual([true, false]);
  });
});

describe('a fact', () => {
  const NOW = '2026-03-12T12:00:00.000Z';

  it.each<[string, string, string | null, string | null]>([
    ['in the past', '2026-03-12T11:00:00Z', null, null],
    ['far in the past', '2026-01-12', null, null],
    ['of the current instant', '2026-03-12T12:00:00Z', null, null],
    ['ten minutes in the future', '2026-03-12T12:10:00Z', null, null],
    ['slightly more in the future', '2026-03-12T12:10:01Z', null, '2026-03-12T12:00:01.000Z'],
    ['tomorrow, in UTC without a known zone', '2026-03-13', null, '2026-03-12T23:50:00.000Z'],
    ['tomorrow in Shanghai, where it starts earlier', '2026-03-13', 'Asia/Shanghai', '2026-03-12T15:50:00.000Z'],
    ['today in Los Angeles, where it has started', '2026-03-12', 'America/Los_Angeles', null],
    ['tomorrow in Los Angeles, where it starts later', '2026-03-13', 'America/Los_Angeles', '2026-03-13T06:50:00.000Z'],
    ['in local time, with a known instant', '2026-03-12T20:00:00Z', 'Asia/Shanghai', '2026-03-12T19:50:00.000Z'],
    ['tomorrow in an unknown zone', '2026-03-13', 'Mars/Base', '2026-03-12T23:50:00.000Z'],
  ])('%s counts from its time on', (_what, text, zone, from) => {
    expect(plausibleFrom(moment(text), zone, NOW)).toBe(from);
  });

  it('of a day counts from the start of the local day, not of the UTC day', () => {
    const early = '2026-03-12T03:00:00.000Z';
    expect(plausibleFrom(moment('2026-03-12'), 'America/Los_Angeles', early)).toBe('2026-03-12T06:50:00.000Z');
    expect(plausibleFrom(moment('2026-03-12'), null, early)).toBeNull();
    expect(plausibleFrom(moment('2026-03-12'), undefined, early)).toBeNull();
  });

  it('of a day is checked in its zone up to a day after its start in UTC', () => {
    const late = '2026-03-12T11:00:00.000Z';
    expect(plausibleFrom(moment('2026-03-12'), 'Etc/GMT+12', late)).toBe('2026-03-12T11:50:00.000Z');
  });
});
