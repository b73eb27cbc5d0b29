import { daysApart, endOfDay, todayAt } from './lateness.ts';
import { addDecimals, compareDecimals, multiplyDecimal } from './money.ts';

/**
 * What a carrier charges for each calendar day after the last free day, the day of the pick-up included. Tiers count these days from
 * 1: `[{ from: 1, rate: '220' }, { from: 6, rate: '280' }]` is 220 for each of the first five, then 280.
 */
export type Tariff = { currency: string; tiers: readonly { from: number; rate: string }[] };

/** Demurrage so far, and until the end of a day if the container is not picked up by then. */
export type Demurrage = { currency: string; soFar: string; perDay: string; by: string; on: string };

/** How far ahead the cost is shown. */
const AHEAD_DAYS = 7;
const DAY = 86_400_000;

/** The cost of so many days, exactly. */
export function costOf({ tiers }: Tariff, days: number): string {
  return addDecimals(
    '0',
    ...tiers.map(({ from, rate }, at) => {
      const until = tiers[at + 1]?.from ?? Number.POSITIVE_INFINITY;
      return multiplyDecimal(rate, Math.max(0, Math.min(days, until - 1) - from + 1));
    }),
  );
}

/**
 * The demurrage of a container at an instant, until a week after it, or after the last free day if that is later; `freeTimeEndsAt` is the
 * end of the last free day, `timeZone` that of the terminal, UTC as for free time if it is unknown. `until` is when it changes: with the next day there; null while free time
 * runs.
 */
export function demurrageAt(
  tariff: Tariff,
  { freeTimeEndsAt, timeZone = 'UTC' }: { freeTimeEndsAt: string; timeZone?: string | undefined },
  asOf: string,
): { demurrage: Demurrage; until: string | null } {
  const today = todayAt(timeZone, Date.parse(asOf));
  const lastFreeDay = todayAt(timeZone, Date.parse(freeTimeEndsAt) - 1);
  const days = Math.max(0, daysApart(lastFreeDay, today));
  const on = new Date(Date.parse(days > 0 ? today : lastFreeDay) + AHEAD_DAYS * DAY).toISOString().slice(0, 10);
  const { currency } = tariff;
  const demurrage = {
    ...{ currency, soFar: costOf(tariff, days), by: costOf(tariff, days + AHEAD_DAYS), on },
    perDay: rateOn(tariff, days + 1),
  };
  return { demurrage, until: days > 0 ? new Date(endOfDay(today, timeZone)).toISOString() : null };
}

function rateOn({ tiers }: Tariff, day: number): string {
  return tiers.findLast(({ from }) => from <= day)?.rate ?? '0';
}

/** Sizes of containers with tariffs of their own. */
export const TARIFF_SIZES = { '20': '20 ft', '40': '40 ft', '45': '45 ft' } as const;
export type TariffSize = keyof typeof TARIFF_SIZES;

/** The length of a container by its size as sources write it, `forty_ft_hc` or an ISO 6346 code; null if unknown. */
export function tariffSize(size: string | null): TariffSize | null {
  const text = size?.toLowerCase() ?? '';
  // 45G1 is the code of a high cube container of 40 ft, 45HC the name of one of 45 ft.
  if (/^4[\da-z][a-z]\d$/.test(text)) return '40';
  if (/^(forty_five|45|l)/.test(text)) return '45';
  if (/^(forty|4)/.test(text)) return '40';
  return /^(twenty|2)/.test(text) ? '20' : null;
}

/** `1: 220, 6: 280` */
export function tiersText(tiers: Tariff['tiers'], separator = ', '): string {
  return tiers.map(({ from, rate }) => `${from}: ${rate}`).join(separator);
}

/** Tiers as they are entered, `from day: rate` each, separated by lines or commas; null if they cannot be read. */
export function readTiers(text: string): { from: number; rate: string }[] | null {
  const found = text.split(/[\n,;]+/).flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  const tiers = found.map((line) => {
    const [, from = '', rate = ''] = /^(\d{1,3})\s*:\s*(\d{1,9}(?:\.\d{1,4})?)$/.exec(line) ?? [];
    return { from: Number(from), rate };
  });
  const isInOrder = tiers.every(({ from, rate }, at) => rate !== '' && from > (tiers[at - 1]?.from ?? 0));
  const isComplete = tiers[0]?.from === 1 && tiers.some(({ rate }) => compareDecimals(rate || '0', '0') > 0);
  return isInOrder && isComplete && tiers.length <= 20 ? tiers : null;
}
