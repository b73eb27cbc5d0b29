import type { z } from 'zod';
import type { momentSchema } from './schema.ts';

/**
 * A point in time as somebody told it to us.
 *
 * `at` is the instant in UTC with milliseconds (`2026-03-12T06:30:00.000Z`). For a day without a clock it is that day's
 * midnight UTC and serves only to sort: show `text`, never a shifted day.
 * `text` is what the source wrote, untouched. `offset` is the offset that the source wrote (`+08:00`, `Z`); where it
 * wrote none, that of the clocks at the place if its time zone is known (`onClockOf` in `zone.ts`), else null.
 * `precision` says how much of it is meant: some sources write a bare day as noon local time.
 */
export type Moment = z.infer<typeof momentSchema>;

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
/** ISO 8601 as systems really write it: with a blank for the T, a decimal comma, hours alone as offset, or in the basic form. */
const DATE_TIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?$/i;
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Some systems write "no date" as a day of the year 1, 1753 or 1900. Nothing that is shipped here is older than this. */
const FIRST_YEAR = 1970;

/**
 * Reads ISO 8601: a date, or a date-time with or without offset. Returns null for anything that names no real instant
 * (wrong form, 30 February, the first day of the calendar). A date-time without offset is read as UTC and keeps
 * `offset: null`, so that a reader can be told that its zone is unknown.
 */
export function parseMoment(text: string): Moment | null {
  const trimmed = text.trim();
  const day = DAY.exec(trimmed);
  if (day) return isDay(day) ? { at: `${trimmed}T00:00:00.000Z`, text, offset: null, precision: 'day' } : null;
  const match = DATE_TIME.exec(trimmed) ?? BASIC.exec(trimmed);
  if (!match || !isDay(match)) return null;
  const [, , , , hour, minute, second = '00', fraction = '', zone] = match;
  if (!isClock(Number(hour), Number(minute), Number(second))) return null;
  const offset = zone ? offsetOf(zone) : null;
  const clock = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]), Number(hour), Number(minute));
  const milliseconds = Number(second) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  const at = new Date(clock + milliseconds - (offset?.minutes ?? 0) * 60_000);
  return { at: at.toISOString(), text, offset: offset?.text ?? null, precision: 'time' };
}

/** A clock ends at 23:59:59; midnight may be 24:00, and a minute may have a leap second. */
function isClock(hour: number, minute: number, second: number): boolean {
  if (hour === 24) return minute === 0 && second === 0;
  return hour < 24 && minute < 60 && second <= 60;
}

/** `z`, `+08` and `+0800` as they are shown, with the minutes that they are ahead of UTC. */
function offsetOf(zone: string): { text: string; minutes: number } {
  const text = zone
    .toUpperCase()
    .replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours, minutes) => `${hours}:${minutes ?? '00'}`);
  if (text === 'Z') return { text, minutes: 0 };
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return { text, minutes: text.startsWith('-') ? -minutes : minutes };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether year, month and day of a match name a day that the calendar has. */
function isDay(match: RegExpExecArray): boolean {
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return year >= FIRST_YEAR && day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The same moment, read as a whole day in the source's own local time: the day that `text` names. */
export function asDay(moment: Moment): Moment {
  return { ...moment, precision: 'day' };
}

/** The day on the clock of the place, YYYY-MM-DD, as the source wrote it. */
export function dayOf(moment: Moment): string {
  return moment.text
    .trim()
    .replace(/^(\d{4})(\d{2})(\d{2})(?=T)/, '$1-$2-$3')
    .slice(0, 10);
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * A moment for programs to read: a day as `2026-03-12`; a time as its source wrote it where that is RFC 3339, else rewritten,
 * with its offset, or without one where nobody knows on whose clock it is.
 */
export function programText(moment: Moment): string {
  if (moment.precision === 'day') return dayOf(moment);
  const text = moment.text.trim();
  if (RFC_3339.test(text)) return text;
  const offset = moment.offset === null ? null : offsetOf(moment.offset);
  const local = new Date(Date.parse(moment.at) + (offset?.minutes ?? 0) * 60_000).toISOString();
  return local.slice(0, -1) + (offset?.text ?? '');
}
