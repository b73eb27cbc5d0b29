import { instantInZone, zoneOffset } from './zone.ts';

/**
 * When people work: the days of the week from 0, Sunday, the hours of the day from and to (8.5 is 08:30), their IANA time zone, and
 * the dates, `2026-12-25`, on which nobody works.
 */
export type WorkingHours = {
  days: readonly number[];
  from: number;
  to: number;
  timeZone: string;
  holidays: readonly string[];
};

/** The working hours until an admin changes them under Settings. */
export const OFFICE_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: 8, to: 18, timeZone: 'UTC', holidays: [] };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The instant, ISO 8601 UTC, at which some working hours after another instant have passed. */
export function addWorkingHours(from: string, hours: number, calendar: WorkingHours): string {
  let left = hours * HOUR;
  for (const [begins, ends] of workingDays(Date.parse(from), calendar)) {
    if (ends - begins >= left) return new Date(begins + left).toISOString();
    left -= ends - begins;
  }
  throw new RangeError('A calendar without working hours');
}

/** The working hours from one instant to another, both ISO 8601; 0 if the second is not later. */
export function workingHoursBetween(from: string, to: string, calendar: WorkingHours): number {
  const end = Date.parse(to);
  let sum = 0;
  for (const [begins, ends] of workingDays(Date.parse(from), calendar)) {
    if (begins >= end) break;
    sum += Math.min(ends, end) - begins;
  }
  return sum / HOUR;
}

/** More days than any target needs with the fewest hours and the most holidays that settings allow. */
const MOST_DAYS = 4_000;

/** The times of work from an instant on, in milliseconds since 1970. Local hours that daylight saving skips begin later. */
function* workingDays(
  from: number,
  { days, from: opens, to: closes, timeZone, holidays }: WorkingHours,
): Generator<[number, number]> {
  const local = from + (zoneOffset(timeZone, from) ?? 0);
  const midnight = Math.floor(local / DAY) * DAY;
  const at = (wall: number) => instantInZone(timeZone, wall) ?? wall;
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const start = midnight + day * DAY;
    if (!days.includes(new Date(start).getUTCDay()) || isHoliday(start, holidays)) continue;
    const begins = Math.max(at(start + opens * HOUR), from);
    const ends = at(start + closes * HOUR);
    if (ends > begins) yield [begins, ends];
  }
}

const isHoliday = (start: number, holidays: readonly string[]) =>
  holidays.length > 0 && holidays.includes(new Date(start).toISOString().slice(0, 10));
