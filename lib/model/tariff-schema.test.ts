import { describe, expect, it } from 'vitest';
import { tariff } from '#tests/support/tariff.ts';
import { tariffBody, tariffForm } from './tariff-schema.ts';
import { readTiers, tiersText } from './tariff-tiers.ts';

describe('tiers', () => {
  it('are read as they are written', () => {
    const tiers = readTiers('1: 286\n 6:392.50 ; 11: 498');
    expect(tiers).toEqual([
      { from: 1, rate: '286' },
      { from: 6, rate: '392.50' },
      { from: 11, rate: '498' },
    ]);
    expect(tiersText(tiers ?? [])).toBe('1: 286, 6: 392.50, 11: 498');
  });

  it.each(['', '2: 220', '1: 220, 1: 280', '6: 280, 1: 220', '1: 2e3', '1: -5', '1 220', '1: 0'])(
    'are rejected in a form: %s',
    (tiers) => {
      expect(problems({ tiers })).toEqual([['tiers', expect.stringMatching(/^Enter rates like 1: 220/)]]);
    },
  );
});

const FORM = { carrier: ' Evergreen Line ', charge: 'demurrage', currency: 'usd', tiers: '1: 220\n6: 280' };
const BASES = { freeDayBasis: 'calendar', freeFrom: 'next_day', chargeBasis: 'calendar' };

/** The mistakes of a form by field. */
function problems(changes: Record<string, string>): (string | undefined)[][] {
  const { error } = tariffForm.safeParse({ ...FORM, ...BASES, ...changes });
  return error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
}

describe('a tariff', () => {
  it('is for any container where a form or a program leaves a field out', () => {
    const empty = { port: '', terminal: ' ', containerType: '', size: '', validFrom: '', validUntil: '', freeDays: '' };
    expect(tariffForm.parse({ ...FORM, ...BASES, ...empty, holidays: '', $ACTION_1: 'x' })).toEqual(tariff());
    const { carrier, currency, tiers } = tariff();
    expect(tariffBody.parse({ carrier, currency, tiers })).toEqual(tariff());
  });

  it('is read with all that a published one says', () => {
    const given = {
      ...{ charge: 'detention', port: 'us lax', terminal: 'APM Pier 400', containerType: 'reefer', size: '40' },
      ...{ validFrom: '2026-01-01', validUntil: '2026-12-31', freeDays: '5', freeDayBasis: 'working' },
      ...{ freeFrom: 'same_day', chargeBasis: 'working', holidays: '2026-12-25 2026-01-01, 2026-12-25' },
    };
    expect(tariffForm.parse({ ...FORM, ...given })).toEqual(
      tariff({
        ...{ charge: 'detention', port: 'USLAX', terminal: 'apm pier 400', containerType: 'reefer', size: '40' },
        ...{ validFrom: '2026-01-01', validUntil: '2026-12-31', freeDays: 5, freeDayBasis: 'working' },
        ...{ freeFrom: 'same_day', chargeBasis: 'working', holidays: ['2026-01-01', '2026-12-25'] },
      }),
    );
  });

  it.each([
    [{ currency: 'gold' }, 'currency', 'Enter a currency like USD.'],
    [{ carrier: ' ' }, 'carrier', 'Enter a carrier.'],
    [{ port: 'Los Angeles' }, 'port', 'Enter a UN/LOCODE like USLAX.'],
    [{ terminal: 'Pier 400' }, 'port', 'Enter the port of the terminal.'],
    [{ size: '53' }, 'size', 'Choose one of the listed values.'],
    [{ validFrom: '1 May' }, 'validFrom', 'Enter a date like 2026-12-25.'],
    [
      { validFrom: '2026-05-02', validUntil: '2026-05-01' },
      'validUntil',
      'Enter a last day that is not before the first.',
    ],
    [{ freeDays: '5' }, 'freeDays', 'Enter none for demurrage: its last free day comes from the source.'],
    [{ charge: 'detention' }, 'freeDays', 'Enter the free days: sources do not state them.'],
    [{ charge: 'detention', freeDays: '2.5' }, 'freeDays', 'Enter a whole number of days from 0 to 100.'],
    [{ charge: 'detention', freeDays: 'five' }, 'freeDays', 'Enter a whole number of days from 0 to 100.'],
    [{ holidays: '25 December' }, 'holidays.0', 'Enter holidays as dates like 2026-12-25, one a line.'],
  ])('is rejected with a reason beside the field: %o', (changes, field, message) => {
    expect(problems(changes as Record<string, string>)[0]).toEqual([field, message]);
  });
});
