import type { DayBasis, Tariff } from './tariff.ts';

const DAY = 86_400_000;

/** The day some calendar days later, YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}

/** Whether a day, YYYY-MM-DD, counts: each calendar day, or Monday to Friday without the holidays. */
export function isCounted(day: string, basis: DayBasis, holidays: readonly string[]): boolean {
  if (basis === 'calendar') return true;
  const weekday = new Date(day).getUTCDay();
  return weekday > 0 && weekday < 6 && !holidays.includes(day);
}

/** So many days that any free time has ended: free days are at most 100, and holidays are bounded too. */
const MOST_DAYS = 1_000;

/**
 * The last free day, YYYY-MM-DD, of free time that begins on a day; the day before it begins to count where no day is free. Free time
 * that ends before a weekend or holiday ends there: the days after it are charged if the tariff charges them.
 */
export function lastFreeDay(
  begins: string,
  { freeDays, freeDayBasis, freeFrom, holidays }: Pick<Tariff, 'freeDays' | 'freeDayBasis' | 'freeFrom' | 'holidays'>,
): string {
  const first = freeFrom === 'same_day' ? 0 : 1;
  let last = dayAfter(begins, first - 1);
  let left = freeDays ?? 0;
  for (let at = first; left > 0 && at < MOST_DAYS; at += 1) {
    last = dayAfter(begins, at);
    if (isCounted(last, freeDayBasis, holidays)) left -= 1;
  }
  return last;
}
