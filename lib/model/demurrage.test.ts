import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tariff } from '#tests/support/tariff.ts';
import { costUntil, demurrageAt } from './demurrage.ts';
import { dayAfter } from './free-days.ts';
import { addDecimals, compareDecimals } from './money.ts';
import { rateOn } from './tariff-tiers.ts';

/** Import demurrage of one carrier in Los Angeles, 2021: after four free working days 220 a day, from the sixth day on 280. */
const LOS_ANGELES = tariff();

/** Discharged on Friday 2 July 2021; the fourth working day after it, without the holiday on Monday, is Friday 9 July. */
const free = { freeTimeEndsAt: '2021-07-10T07:00:00.000Z', timeZone: 'America/Los_Angeles' };
const soFar = (at: string, tariffs = [LOS_ANGELES], of = free) => {
  const { demurrage } = demurrageAt(tariffs, of, at);
  return typeof demurrage === 'string' ? demurrage : demurrage.soFar;
};

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
    expect(soFar('2021-07-12T19:00:00Z', [LOS_ANGELES], early)).toBe('880');
  });

  it('is for working days where only these are charged: the weekend is free, and no day of a tier', () => {
    const working = tariff({ chargeBasis: 'working', holidays: ['2021-07-14'] });
    // Monday, Tuesday; not Wednesday the 14th; Thursday, Friday: four of the first tier.
    expect(soFar('2021-07-12T19:00:00Z', [working])).toBe('220');
    expect(soFar('2021-07-16T19:00:00Z', [working])).toBe('880');
  });

  it('is shown for a week ahead: from the last free day while free time runs, then from today', () => {
    const charge = { charge: 'demurrage', currency: 'USD' };
    expect(demurrageAt([LOS_ANGELES], free, '2021-07-08T12:00:00Z')).toEqual({
      demurrage: { ...charge, soFar: '0', perDay: '220', by: '1660', on: '2021-07-16' },
      until: null,
    });
    expect(demurrageAt([LOS_ANGELES], free, '2021-07-12T19:00:00Z')).toEqual({
      demurrage: { ...charge, soFar: '660', perDay: '220', by: '2500', on: '2021-07-19' },
      until: '2021-07-13T07:00:00.000Z',
    });
  });

  it('is counted in UTC where no time zone is known, as free time is', () => {
    const unknown = { freeTimeEndsAt: '2021-07-10T00:00:00.000Z' };
    expect(demurrageAt([LOS_ANGELES], unknown, '2021-07-09T23:59:00Z')).toMatchObject({ demurrage: { soFar: '0' } });
    expect(demurrageAt([LOS_ANGELES], unknown, '2021-07-10T00:01:00Z')).toMatchObject({
      demurrage: { soFar: '220' },
      until: '2021-07-11T00:00:00.000Z',
    });
  });

  it('is by the tariff that is valid on each day: a new one goes on with the tier of the day', () => {
    const until = tariff({ validUntil: '2021-07-14' });
    const since = tariff({
      validFrom: '2021-07-15',
      tiers: [
        { from: 1, rate: '300' },
        { from: 6, rate: '400' },
      ],
    });
    // Five days at 220 until the 14th; the 15th and the 16th are the sixth and the seventh.
    expect(soFar('2021-07-16T19:00:00Z', [since, until])).toBe('1900');
  });

  it('says on how many days no tariff was valid, and is the least without them', () => {
    const { demurrage } = demurrageAt([tariff({ validFrom: '2021-07-12' })], free, '2021-07-13T19:00:00Z');
    // The 10th and the 11th are not priced, but are days: the 12th and 13th are the third and fourth.
    expect(demurrage).toMatchObject({ soFar: '440', unpricedDays: 2 });
  });

  it('is not known without a tariff, or with two currencies, rather than nothing', () => {
    expect(soFar('2021-07-16T19:00:00Z', [])).toBe('no_tariff');
    expect(soFar('2021-07-16T19:00:00Z', [tariff({ validUntil: '2021-07-09' })])).toBe('no_tariff');
    const euros = tariff({ validFrom: '2021-07-12', currency: 'EUR' });
    expect(soFar('2021-07-12T19:00:00Z', [euros, LOS_ANGELES])).toBe('currencies');
  });

  it('agrees with a published table of a combined tariff: nine free days from the day of discharge', () => {
    // Puerto Rico, 2018: dry containers, days 10 to 14 USD 50, as from day 15 USD 110, calendar days.
    const combined = tariff({
      charge: 'combined',
      freeDays: 9,
      freeFrom: 'same_day',
      tiers: [
        { from: 1, rate: '50' },
        { from: 6, rate: '110' },
      ],
    });
    // Discharged on 1 June: day 9 is the 9th, day 14 the 14th, day 16 the 16th.
    expect(costUntil([combined], '2018-06-09', '2018-06-14')).toBe('250');
    expect(costUntil([combined], '2018-06-09', '2018-06-16')).toBe('470');
  });

  it('is the sum of the rates of its days, exactly, and never less for more days', () => {
    const rates = fc.integer({ min: 0, max: 99_999 }).map((cents) => `${(cents / 100).toFixed(2)}`);
    const steps = fc.uniqueArray(fc.integer({ min: 2, max: 40 }), { maxLength: 5 });
    fc.assert(
      fc.property(
        steps,
        fc.array(rates, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: 60 }),
        (days, list, count) => {
          const tiers = [1, ...days.sort((a, b) => a - b)].map((from, at) => ({ from, rate: list[at] ?? '0' }));
          const cost = (until: number) => costUntil([tariff({ tiers })], '2024-02-20', dayAfter('2024-02-20', until));
          const each = Array.from({ length: count }, (_, at) => rateOn(tiers, at + 1));
          expect(compareDecimals(cost(count), addDecimals('0', ...each))).toBe(0);
          expect(compareDecimals(cost(count + 1), cost(count))).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 200 },
    );
  });
});
