import { describe, expect, it } from 'vitest';
import { costOf, demurrageAt, readTiers, type Tariff, tariffSize, tiersText } from './demurrage.ts';
import { tariffForm } from './tariff-schema.ts';

/** Import demurrage of one carrier in Los Angeles, 2021: after four free working days 220 a day, from the sixth day on 280. */
const LOS_ANGELES: Tariff = {
  currency: 'USD',
  tiers: [
    { from: 1, rate: '220' },
    { from: 6, rate: '280' },
  ],
};

/** Discharged on Friday 2 July 2021; the fourth working day after it, without the holiday on Monday, is Friday 9 July. */
const free = { freeTimeEndsAt: '2021-07-10T07:00:00.000Z', timeZone: 'America/Los_Angeles' };
const soFar = (at: string) => demurrageAt(LOS_ANGELES, free, at).demurrage.soFar;

describe('demurrage', () => {
  it.each([
    ['the last free day, in the evening', '2021-07-10T06:59:00Z', '0'],
    ['the first day after it', '2021-07-10T07:00:00Z', '220'],
    ['Monday 12 July, over the weekend', '2021-07-12T19:00:00Z', '660'],
    ['Friday 16 July, in two tiers', '2021-07-16T19:00:00Z', '1660'],
  ])('is for calendar days until the pick-up on %s', (_, at, amount) => {
    expect(soFar(at)).toBe(amount);
  });

  it('is 220 more where the holiday was counted as a working day', () => {
    const early = { ...free, freeTimeEndsAt: '2021-07-09T07:00:00.000Z' };
    expect(demurrageAt(LOS_ANGELES, early, '2021-07-12T19:00:00Z').demurrage.soFar).toBe('880');
  });

  it('is shown for a week ahead: from the last free day while free time runs, then from today', () => {
    expect(demurrageAt(LOS_ANGELES, free, '2021-07-08T12:00:00Z')).toEqual({
      demurrage: { currency: 'USD', soFar: '0', perDay: '220', by: '1660', on: '2021-07-16' },
      until: null,
    });
    expect(demurrageAt(LOS_ANGELES, free, '2021-07-12T19:00:00Z')).toEqual({
      demurrage: { currency: 'USD', soFar: '660', perDay: '220', by: '2500', on: '2021-07-19' },
      until: '2021-07-13T07:00:00.000Z',
    });
  });

  it('is counted in UTC where no time zone is known, as free time is', () => {
    const unknown = { freeTimeEndsAt: '2021-07-10T00:00:00.000Z' };
    expect(demurrageAt(LOS_ANGELES, unknown, '2021-07-09T23:59:00Z').demurrage.soFar).toBe('0');
    expect(demurrageAt(LOS_ANGELES, unknown, '2021-07-10T00:01:00Z')).toMatchObject({
      demurrage: { soFar: '220' },
      until: '2021-07-11T00:00:00.000Z',
    });
  });

  it('is exact, and nothing on days without a rate', () => {
    const tariff: Tariff = {
      currency: 'EUR',
      tiers: [
        { from: 1, rate: '0' },
        { from: 3, rate: '0.10' },
      ],
    };
    expect([0, 1, 2, 3, 5].map((days) => costOf(tariff, days))).toEqual(['0.00', '0.00', '0.00', '0.10', '0.30']);
  });
});

describe('tiers', () => {
  it('are read as they are written', () => {
    expect(readTiers('1: 286\n 6:392.50 ; 11: 498')).toEqual([
      { from: 1, rate: '286' },
      { from: 6, rate: '392.50' },
      { from: 11, rate: '498' },
    ]);
    expect(tiersText(LOS_ANGELES.tiers)).toBe('1: 220, 6: 280');
  });

  it.each(['', '2: 220', '1: 220, 1: 280', '6: 280, 1: 220', '1: 2e3', '1: -5', '1 220', '1: 0'])(
    'are rejected: %s',
    (text) => {
      expect(readTiers(text)).toBeNull();
    },
  );

  it('are rejected with a reason in the form', () => {
    const form = { carrier: ' Maersk ', size: '40', currency: 'usd', tiers: '1: 220' };
    expect(tariffForm.parse(form)).toEqual({
      ...{ carrier: 'Maersk', size: '40', currency: 'USD' },
      tiers: [{ from: 1, rate: '220' }],
    });
    const problem = (changes: object) => tariffForm.safeParse({ ...form, ...changes }).error?.issues[0]?.message;
    expect(problem({ currency: 'gold' })).toBe('Enter a currency like USD.');
    expect(problem({ tiers: '220' })).toMatch(/^Enter rates like 1: 220/);
    expect(problem({ carrier: ' ' })).toBe('Enter a carrier.');
  });
});

it.each([
  ['forty_ft_hc', '40'],
  ['twenty_ft', '20'],
  ['forty_five_ft_hc', '45'],
  ['45G1', '40'],
  ['45HC', '45'],
  ['22G1', '20'],
  ['42R1', '40'],
  ['L5G1', '45'],
  ['45', '45'],
  [null, null],
  ['reefer', null],
])('the size of a container %s is %s', (size, expected) => {
  expect(tariffSize(size)).toBe(expected);
});
