import { instantInZone, zoneOffset } from './zone.ts';

/** When people work: the days of the week from 0, Sunday, the hours of the day from and to, and their IANA time zone. */
export type WorkingHours = { days: readonly number[]; from: number; to: number; timeZone: string };

export const OFFICE_HOURS: WorkingHours = { days: [1, 2, 3, 4, 5], from: 8, to: 18, timeZone: 'UTC' };

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

/** Far more days than any target needs: a calendar without working days must not run for ever. */
const MOST_DAYS = 1_000;

/** The times of work from an instant on, in milliseconds since 1970. Local hours that daylight saving skips begin later. */
function* workingDays(
  from: number,
  { days, from: opens, to: closes, timeZone }: WorkingHours,
): Generator<[number, number]> {
  const local = from + (zoneOffset(timeZone, from) ?? 0);
  const midnight = Math.floor(local / DAY) * DAY;
  const at = (wall: number) => instantInZone(timeZone, wall) ?? wall;
  for (let day = 0; day < MOST_DAYS; day += 1) {
    const start = midnight + day * DAY;
    if (!days.includes(new Date(start).getUTCDay())) continue;
    const begins = Math.max(at(start + opens * HOUR), from);
    const ends = at(start + closes * HOUR);
    if (ends > begins) yield [begins, ends];
  }
}
