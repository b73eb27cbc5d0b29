import { dayAfter, isCounted } from './free-days.ts';
import { daysApart, endOfDay, todayAt } from './lateness.ts';
import { addDecimals, multiplyDecimal } from './money.ts';
import { type Charge, type Tariff, tariffOn } from './tariff.ts';
import { rateOn } from './tariff-tiers.ts';

/**
 * What is charged so far, and until the end of a day if nothing happens by then. `unpricedDays`: days until then on which no tariff was
 * valid; the amounts are without them, so that they are the least that is charged.
 */
export type Demurrage = {
  charge: Charge;
  currency: string;
  soFar: string;
  perDay: string;
  by: string;
  on: string;
  unpricedDays?: number;
};

/** Why an amount is not known, which does not mean that there is none. */
export const UNASSESSED = {
  no_tariff: 'no tariff for this container',
  no_free_time: 'no last free day',
  currencies: 'tariffs in several currencies',
} as const;
export type Unassessed = keyof typeof UNASSESSED;

/** How far ahead the cost is shown. */
const AHEAD_DAYS = 7;

/** Days after free time that are counted at most: nobody pays for a container that was gone for longer. */
const MOST_DAYS = 3_660;

/** A day after free time: by which tariff it is charged, and at what rate. `tariff` is undefined if none is valid on it. */
type ChargedDay = { tariff: Tariff | undefined; rate: string };

/**
 * The days after the last free day until another one, inclusive, that are charged. Each is charged by the most specific tariff that is
 * valid on it; its tier is that of its position among the charged days.
 */
function chargedDays(tariffs: readonly Tariff[], lastFreeDay: string, until: string): ChargedDay[] {
  const found: ChargedDay[] = [];
  const most = Math.min(daysApart(lastFreeDay, until), MOST_DAYS);
  for (let at = 1; at <= most; at += 1) {
    const day = dayAfter(lastFreeDay, at);
    const tariff = tariffOn(tariffs, day);
    if (tariff && !isCounted(day, tariff.chargeBasis, tariff.holidays)) continue;
    found.push({ tariff, rate: tariff ? rateOn(tariff.tiers, found.length + 1) : '0' });
  }
  return found;
}

/** The exact sum of the rates of charged days. */
function sumOf(days: readonly ChargedDay[]): string {
  const counts = new Map<string, number>();
  for (const { rate } of days) counts.set(rate, (counts.get(rate) ?? 0) + 1);
  return addDecimals('0', ...[...counts].map(([rate, count]) => multiplyDecimal(rate, count)));
}

/** The cost of all days after the last free day until another one, both YYYY-MM-DD; days without a valid tariff cost nothing. */
export function costUntil(tariffs: readonly Tariff[], lastFreeDay: string, until: string): string {
  return sumOf(chargedDays(tariffs, lastFreeDay, until));
}

type FreeTime = { freeTimeEndsAt: string; timeZone?: string | undefined };

/**
 * What is charged for a container at an instant, and until a week after it, or after the last free day if that is later. `tariffs`: those
 * for it, the most specific first. `freeTimeEndsAt` is the end of the last free day, `timeZone` that of the terminal, UTC as for free time
 * if it is unknown. The day on which the container leaves, or the empty one is returned, is charged. `until` is when the amount changes:
 * with the next day there; null while free time runs.
 */
export function demurrageAt(
  tariffs: readonly Tariff[],
  { freeTimeEndsAt, timeZone = 'UTC' }: FreeTime,
  asOf: string,
): { demurrage: Demurrage | Unassessed; until: string | null } {
  const today = todayAt(timeZone, Date.parse(asOf));
  const lastFreeDay = todayAt(timeZone, Date.parse(freeTimeEndsAt) - 1);
  const hasBegun = today > lastFreeDay;
  const until = hasBegun ? new Date(endOfDay(today, timeZone)).toISOString() : null;
  return { demurrage: priced(tariffs, { lastFreeDay, from: hasBegun ? today : lastFreeDay }), until };
}

/** `from`: the day until which it is charged so far. */
function priced(
  tariffs: readonly Tariff[],
  { lastFreeDay, from }: { lastFreeDay: string; from: string },
): Demurrage | Unassessed {
  const on = dayAfter(from, AHEAD_DAYS);
  const days = chargedDays(tariffs, lastFreeDay, on);
  const used = days.flatMap(({ tariff }) => tariff ?? []);
  const [first, ...others] = used;
  if (!first) return 'no_tariff';
  if (others.some(({ currency }) => currency !== first.currency)) return 'currencies';
  const soFar = chargedDays(tariffs, lastFreeDay, from);
  const unpricedDays = days.length - used.length;
  return {
    charge: (used.at(-1) ?? first).charge,
    currency: first.currency,
    ...{ soFar: sumOf(soFar), perDay: days[soFar.length]?.rate ?? '0', by: sumOf(days), on },
    ...(unpricedDays > 0 && { unpricedDays }),
  };
}
