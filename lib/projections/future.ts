import type { Moment } from '#lib/model/time.ts';
import { instantInZone } from '#lib/model/zone.ts';

/** How far two clocks may differ, milliseconds: a fact this much ahead of our clock is believed. */
const TOLERANCE = 10 * 60_000;

/**
 * The instant, UTC, from which a fact at a place with this time zone is believed to have happened. What lies ahead of our
 * clock is a mistake or a plan, and proves nothing until its time has come. A day has come when it begins at the place;
 * where its zone is unknown, when it begins in UTC.
 */
export function believedFrom(moment: Moment, timeZone: string | null | undefined): string {
  const at = Date.parse(moment.at);
  const local = moment.precision === 'day' && timeZone ? instantInZone(timeZone, at) : null;
  return new Date((local ?? at) - TOLERANCE).toISOString();
}

/** A clock or time zone that is off puts a report at most this far ahead, milliseconds. */
const DAY = 24 * 3_600_000;

/**
 * When a report counts as made, and what it stated where that is not believed. Nothing is reported before it is learned: a
 * report ahead of our clock counts as made when we learned of it. One that is more than a day ahead comes from a clock
 * that tells nothing; it counts as made a day before we learned of it, so that it outweighs no report of the same day.
 * Depends on nothing but the event, so the order of arrival still does not matter.
 */
export function believedReport(reportedAt: string, learnedAt: string): { reportedAt: string; statedAt?: string } {
  const learned = Date.parse(learnedAt);
  const ahead = Date.parse(reportedAt) - learned;
  if (!(ahead > TOLERANCE)) return { reportedAt };
  return { reportedAt: new Date(ahead > DAY ? learned - DAY : learned).toISOString(), statedAt: reportedAt };
}
