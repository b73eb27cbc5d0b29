import type { Tariff } from '#lib/model/tariff.ts';

/** A demurrage tariff of one carrier for all containers, USD 220 a day and 280 from the sixth day on; with some changes. */
export function tariff(changes: Partial<Tariff> = {}): Tariff {
  return {
    ...{ carrier: 'evergreen line', charge: 'demurrage', port: null, terminal: null, containerType: null, size: null },
    ...{ validFrom: null, validUntil: null, freeDays: null, freeDayBasis: 'calendar', freeFrom: 'next_day' },
    ...{ chargeBasis: 'calendar', holidays: [], currency: 'USD' },
    tiers: [
      { from: 1, rate: '220' },
      { from: 6, rate: '280' },
    ],
    ...changes,
  };
}
