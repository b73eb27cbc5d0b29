import type { Classifier } from '#lib/model/milestone.ts';
import { CLOCK_TOLERANCE_MS } from '#lib/model/report-time.ts';
import type { Moment } from '#lib/model/time.ts';
import { instantInZone } from '#lib/model/zone.ts';

/** No time zone, and no clock or zone that is off, is further from another, milliseconds. */
const DAY_MS = 24 * 3_600_000;

/** Once around the calendar, milliseconds. */
const YEAR_MS = 365.25 * DAY_MS;
/** Dates further from the day on which they were learned are mistakes of a person or of a clock, such as that of GPS after 1,024 weeks. */
const MAX_PAST_MS = 15 * YEAR_MS;
const MAX_PLAN_AHEAD_MS = 5 * YEAR_MS;
const MAX_DUE_AHEAD_MS = 10 * YEAR_MS;

/**
 * Whether a time of a milestone lies where none of its kind can lie, seen from when it was learned: many years back, or, for what is
 * planned or estimated, many years ahead. It is kept, and proves nothing. A fact ahead of our clock is another matter:
 * `plausibleFrom`.
 */
export function isImplausible(moment: Moment, classifier: Classifier, learnedAt: string): boolean {
  const ahead = Date.parse(moment.at) - Date.parse(learnedAt);
  return ahead < -MAX_PAST_MS || (classifier !== 'ACT' && ahead > MAX_PLAN_AHEAD_MS);
}

/** Whether money can be due on a day, YYYY-MM-DD, of which we learned at an instant. */
export function isPlausibleDueDay(day: string, learnedAt: string): boolean {
  const ahead = Date.parse(`${day}T00:00:00Z`) - Date.parse(learnedAt);
  return ahead >= -MAX_PAST_MS && ahead <= MAX_DUE_AHEAD_MS;
}

/**
 * The instant, UTC, from which a fact at a place with this time zone is believed to have happened; null where it is believed
 * at `asOf`. What lies ahead of our clock is a mistake or a plan, and proves nothing until its time has come. A day has
 * come when it begins at the place; where its zone is unknown, when it begins in UTC.
 */
export function plausibleFrom(moment: Moment, timeZone: string | null | undefined, asOf: string): string | null {
  const [at, present] = [Date.parse(moment.at), Date.parse(asOf)];
  if (at + DAY_MS < present) return null;
  const local = moment.precision === 'day' && timeZone ? instantInZone(timeZone, at) : null;
  const from = (local ?? at) - CLOCK_TOLERANCE_MS;
  return from > present ? new Date(from).toISOString() : null;
}
