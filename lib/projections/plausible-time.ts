import type { Classifier } from '#lib/model/milestone.ts';
import { CLOCK_TOLERANCE_MS } from '#lib/model/report-time.ts';
import type { Moment } from '#lib/model/time.ts';
import { instantInZone } from '#lib/model/zone.ts';

/** Time zones and wrong clocks differ by less than this. */
const DAY_MS = 24 * 3_600_000;

const YEAR_MS = 365.25 * DAY_MS;
/** Times that differ by more from when they were learned are mistakes of users or clocks, such as the GPS week rollover. */
const MAX_PAST_MS = 15 * YEAR_MS;
const MAX_PLAN_AHEAD_MS = 5 * YEAR_MS;
const MAX_DUE_AHEAD_MS = 10 * YEAR_MS;

/**
 * Whether a milestone's time is implausible, compared with when it was learned: many years back, or, for planned and estimated
 * times, many years ahead. Such a time is kept and proves nothing. For actual times in the future see `plausibleFrom`.
 */
export function isImplausible(moment: Moment, classifier: Classifier, learnedAt: string): boolean {
  if (Math.abs(yearOf(moment.at) - yearOf(learnedAt)) < CERTAINLY_PLAUSIBLE_YEARS) return false;
  const ahead = Date.parse(moment.at) - Date.parse(learnedAt);
  return ahead < -MAX_PAST_MS || (classifier !== 'ACT' && ahead > MAX_PLAN_AHEAD_MS);
}

/** Times whose calendar years are closer are within all limits; to compare these is faster than to compute instants. */
const CERTAINLY_PLAUSIBLE_YEARS = 4;

/** The year of an instant in ISO 8601; any other number for years that do not have four digits. */
function yearOf(instant: string): number {
  return Number(instant.slice(0, 4));
}

/** Whether a due date, YYYY-MM-DD, is plausible, given when it was learned. */
export function isPlausibleDueDay(day: string, learnedAt: string): boolean {
  const ahead = Date.parse(`${day}T00:00:00Z`) - Date.parse(learnedAt);
  return ahead >= -MAX_PAST_MS && ahead <= MAX_DUE_AHEAD_MS;
}

/**
 * The instant, UTC, from which an actual time counts; null if it counts at `asOf`. An actual time ahead of our clock is a mistake
 * or a plan, and proves nothing until it has come. A day has come when it begins in `timeZone`, or in UTC if that is unknown.
 */
export function plausibleFrom(moment: Moment, timeZone: string | null | undefined, asOf: string): string | null {
  const [at, present] = [Date.parse(moment.at), Date.parse(asOf)];
  if (at + DAY_MS < present) return null;
  const local = moment.precision === 'day' && timeZone ? instantInZone(timeZone, at) : null;
  const from = (local ?? at) - CLOCK_TOLERANCE_MS;
  return from > present ? new Date(from).toISOString() : null;
}
