import { dayOf, type Moment } from '#lib/model/time.ts';
import { windowEnd } from '#lib/model/time-window.ts';
import { onClockOf, zoneOffset } from '#lib/model/zone.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const MINUTE = 60_000;

/** A moment in the local time of its place. `zone` is an offset, `UTC`, or null for a date without time. */
export type LocalTime = { day: string; clock: string | null; zone: string | null };

/** The text beside a time without a known time zone. */
export const ZONE_UNKNOWN = 'zone unknown';

/**
 * Reads a moment on the local clock: with the offset that the source wrote, else in the time zone of the place, else in
 * UTC. A time without an offset is on the clock of the place already. A day without a clock is the day that the source
 * named and is never moved. `shownIn`: the time zone in which a user wants times, whatever the place; an unknown one counts as none.
 */
export function localTime(moment: Moment, timeZone?: string | null, shownIn: string | null = null): LocalTime {
  if (moment.precision === 'day') return { day: dayOf(moment), clock: null, zone: null };
  const placed = onClockOf(moment, timeZone);
  if (placed.offset === null) return { ...clockAt(moment.at), zone: ZONE_UNKNOWN };
  const shown = shownIn === null ? null : zoneMinutes(placed.at, shownIn);
  if (shown !== null) return timeAt(placed.at, shown, shownIn === 'UTC');
  const written = offsetMinutes(placed.offset);
  const minutes = written || (timeZone ? zoneMinutes(placed.at, timeZone) : null);
  return timeAt(placed.at, minutes ?? 0, minutes === null || (minutes === 0 && !timeZone));
}

function timeAt(at: string, minutes: number, isUtc: boolean): LocalTime {
  const local = new Date(Date.parse(at) + minutes * MINUTE).toISOString();
  return { ...clockAt(local), zone: isUtc ? 'UTC' : offsetText(minutes) };
}

function clockAt(local: string): { day: string; clock: string } {
  return { day: local.slice(0, 10), clock: local.slice(11, 16) };
}

function offsetMinutes(offset: string | null): number | null {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(offset ?? '');
  if (!match) return offset === 'Z' ? 0 : null;
  const size = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -size : size;
}

function offsetText(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** The offset of a zone at an instant, minutes; null for an unknown zone. */
function zoneMinutes(at: string, timeZone: string): number | null {
  const offset = zoneOffset(timeZone, Date.parse(at));
  return offset === null ? null : Math.round(offset / MINUTE);
}

/** `12 Mar`; with the year when it is not this one. Takes YYYY-MM-DD. */
export function dayText(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  const short = `${date} ${MONTHS[(month ?? 1) - 1]}`;
  return year === new Date().getUTCFullYear() ? short : `${short} ${year}`;
}

/** `12 Mar 14:30 +08:00`, `12 Mar` for a day, `12 Mar 08:00–12:00 +08:00` for a window. `shownIn`: as in `localTime`. */
export function momentText(
  moment: Moment,
  timeZone?: string | null,
  shownIn: string | null = null,
  { day: dayIn, unknown }: TimeWords = ENGLISH_TIMES,
): string {
  const { day, clock, zone } = localTime(moment, timeZone, shownIn);
  const from = [dayIn(day), clock].filter(Boolean).join(' ');
  const until = untilText(moment, timeZone, shownIn, dayIn);
  return [from + until, zone === ZONE_UNKNOWN ? unknown : zone].filter(Boolean).join(' ');
}

/** How a day, YYYY-MM-DD, is written in a language, and what is written for a time zone that nobody knows. */
type TimeWords = { day(day: string): string; unknown: string };

const ENGLISH_TIMES: TimeWords = { day: dayText, unknown: ZONE_UNKNOWN };

/** What follows the start of a window: `–12:00`, or ` – 14 Mar 12:00` if it ends on another day. Empty for a moment that is none. */
export function untilText(
  moment: Moment,
  timeZone?: string | null,
  shownIn: string | null = null,
  day: (day: string) => string = dayText,
): string {
  const end = windowEnd(moment, timeZone);
  if (end === moment) return '';
  const [from, to] = [moment, end].map((one) => localTime(one, timeZone, shownIn)) as [LocalTime, LocalTime];
  if (from.day === to.day && to.clock !== null) return `–${to.clock}`;
  return ` – ${[day(to.day), to.clock].filter(Boolean).join(' ')}`;
}
