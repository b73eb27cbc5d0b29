import type { Moment } from '#lib/model/time.ts';
import { instantInZone } from '#lib/model/zone.ts';

/** How far two clocks may differ, milliseconds: a fact this much ahead of our clock is believed. */
const TOLERANCE_MS = 10 * 60_000;

/** No time zone, and no clock or zone that is off, is further from another, milliseconds. */
const DAY_MS = 24 * 3_600_000;

/**
 * The instant, UTC, from which a fact at a place with this time zone is believed to have happened; null where it is believed
 * at `asOf`. What lies ahead of our clock is a mistake or a plan, and proves nothing until its time has come. A day has
 * come when it begins at the place; where its zone is unknown, when it begins in UTC.
 */
export function plausibleFrom(moment: Moment, timeZone: string | null | undefined, asOf: string): string | null {
  const [at, present] = [Date.parse(moment.at), Date.parse(asOf)];
  if (at + DAY_MS < present) return null;
  const local = moment.precision === 'day' && timeZone ? instantInZone(timeZone, at) : null;
  const from = (local ?? at) - TOLERANCE_MS;
  return from > present ? new Date(from).toISOString() : null;
}

/**
 * When a report counts as made, and what it stated where that is not believed. Nothing is reported before it is learned: a
 * report ahead of our clock counts as made when we learned of it. One that is more than a day ahead comes from a clock
 * that tells nothing; it counts as made a day before we learned of it, so that it outweighs no report of the same day.
 * Depends on nothing but the event, so the order of arrival still does not matter.
 */
export function plausibleReport(reportedAt: string, learnedAt: string): { reportedAt: string; statedAt?: string } {
  const learned = Date.parse(learnedAt);
  const ahead = Date.parse(reportedAt) - learned;
  if (!(ahead > TOLERANCE_MS)) return { reportedAt };
  return { reportedAt: new Date(ahead > DAY_MS ? learned - DAY_MS : learned).toISOString(), statedAt: reportedAt };
}
