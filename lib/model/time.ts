import type { z } from 'zod';
import type { momentSchema } from './schema.ts';

/**
 * A point in time as a source stated it.
 *
 * `at` is the instant in UTC with milliseconds (`2026-03-12T06:30:00.000Z`). For a date without a time it is that day's midnight
 * UTC, for sorting only: show `text`, never a shifted day.
 * `text` is what the source wrote, untouched. `offset` is the offset that the source wrote (`+08:00`, `Z`); where it wrote none,
 * that of the clocks at the place if its time zone is known (`onClockOf` in `zone.ts`), else null.
 * `precision`: whether it is a day or a time; some sources write a day as noon local time.
 *
 * A window, as of an appointment, is the moment of its start; `text` has its end too, as an interval of ISO 8601:
 * `2026-03-12T08:00/2026-03-12T12:00` (`windowEnd` in `time-window.ts`).
 */
export type Moment = z.infer<typeof momentSchema>;

/** A date, extended (`2026-03-12`) or basic (`20260312`). */
const DATE = /^(\d{4})(-?)(\d{2})\2(\d{2})/;
/**
 * What may follow it: ISO 8601 as systems really write it, with a blank or nothing for the T, without minutes or seconds, with
 * a decimal comma, hours alone as offset (PostgreSQL, which also writes seconds of old offsets), U+2212 for the minus, a
 * word for UTC, or the name of the zone behind the offset (RFC 9557).
 */
const CLOCK =
  /^(?:[T ]\s*(?=\d{2})|(?=\d{4}))(\d{2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?)?\s*(Z|UTC|GMT|[+\-\u2212]\d{2}(?::?\d{2}(?::?\d{2})?)?)?(?:\[[^\]]*\])?$/i;

/** The two ends of an interval. A slash in the name of a zone is none: `…[Europe/Berlin]`. */
const WINDOW = /^([^/[]+(?:\[[^\]]*\])?)\/([^/[]+(?:\[[^\]]*\])?)$/;

/** Values of systems for "no date" in a required field: infinity, and the zero date of MySQL. */
const NO_DATE = /^-?infinity$|^0000-?\d{2}-?\d{2}/i;
/** Days that systems use for "no date" or "for ever": the ends of 32-bit time, of smalldatetime, and of a century. */
const NO_DAYS = new Set(['2038-01-19T03:14:07', '2079-06-06', '2099-12-31']);
/** Accepted dates: from the zero of Unix time in its westernmost zone to the year 2999. */
const FIRST = Date.UTC(1970, 0, 1, 14);
const END = Date.UTC(2999, 0, 1) - 14 * 3_600_000;

/**
 * Reads ISO 8601: a date, a date-time with or without offset, or an interval of two of them. Returns null for anything that names no real instant
 * (wrong form, 30 February) and for a sentinel: a date that systems write for "no date" (`isNoDate`). A date-time without
 * offset is read as UTC with `offset: null`, so that screens can show that its zone is unknown.
 */
export function parseMoment(text: string): Moment | null {
  const moment = readMoment(text);
  return moment && !isSentinel(moment) ? moment : null;
}

/**
 * Whether a text states that there is no date, as written by systems without an empty date: `0001-01-01`, `1899-12-30`,
 * `1900-01-01`, the zero of Unix time, `9999-12-31`, `0000-00-00`, `infinity`.
 */
export function isNoDate(text: string): boolean {
  const trimmed = text.trim();
  if (NO_DATE.test(trimmed)) return true;
  const moment = readMoment(trimmed);
  return moment !== null && isSentinel(moment);
}

function isSentinel(moment: Moment): boolean {
  const at = Date.parse(moment.at);
  return !(at > FIRST && at < END) || NO_DAYS.has(dayOf(moment)) || NO_DAYS.has(moment.at.slice(0, 19));
}

/** The second of the two ends that a text states; null if it is no window. */
export function windowEndText(text: string): string | null {
  // Most texts are none, and this is asked for each of them.
  return text.includes('/') ? (WINDOW.exec(text.trim())?.[2] ?? null) : null;
}

/** The start of a window, with the text of both ends. */
function readWindow([, from = '', to = '']: RegExpExecArray, text: string): Moment | null {
  const [start, end] = [readMoment(from), readMoment(to)];
  return start && end && start.at <= end.at ? { ...start, text } : null;
}

function readMoment(text: string): Moment | null {
  const trimmed = text.trim();
  const window = trimmed.includes('/') ? WINDOW.exec(trimmed) : null;
  if (window) return readWindow(window, text);
  const date = DATE.exec(trimmed);
  if (!date || !isDay(date)) return null;
  const day = date
    .slice(1)
    .filter((part) => /\d/.test(part))
    .join('-');
  const rest = trimmed.slice(date[0].length);
  if (rest === '') return { at: `${day}T00:00:00.000Z`, text, offset: null, precision: 'day' };
  const clock = CLOCK.exec(rest);
  if (!clock) return null;
  const [, hour, minute = '00', second = '00', fraction = '', zone] = clock;
  if (!isClock(Number(hour), Number(minute), Number(second))) return null;
  const offset = zone ? offsetOf(zone) : null;
  if (offset && Math.abs(offset.seconds) >= MAX_OFFSET_SECONDS) return null;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second) - (offset?.seconds ?? 0);
  const at = Date.parse(`${day}T00:00:00.000Z`) + seconds * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (Number.isNaN(at) || at < 0 || at > MAX_TIME) return { ...NEVER, text };
  return { at: new Date(at).toISOString(), text, offset: offset?.text ?? null, precision: 'time' };
}

/** The last instant whose year has four digits. */
const MAX_TIME = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const NEVER = { at: '0000-01-01T00:00:00.000Z', offset: null, precision: 'time' } as const;

/** The last time of a day is 23:59:59; midnight may be 24:00, and a minute may have a leap second. */
function isClock(hour: number, minute: number, second: number): boolean {
  if (hour === 24) return minute === 0 && second === 0;
  return hour < 24 && minute < 60 && second <= 60;
}

/** No time zone is this far from UTC; PostgreSQL writes up to 15:59:59. */
const MAX_OFFSET_SECONDS = 16 * 3600;

/** `z`, `+08` and `+0800` as they are shown, with the seconds that they are ahead of UTC. */
function offsetOf(zone: string): { text: string; seconds: number } {
  const match = /^([+\-\u2212])(\d{2}):?(\d{2})?:?(\d{2})?$/.exec(zone);
  if (!match) return { text: 'Z', seconds: 0 };
  const [, sign, hours = '00', minutes = '00', seconds = '00'] = match;
  const size = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  const text = `${sign === '+' ? '+' : '-'}${hours}:${minutes}`;
  return { text, seconds: sign === '+' ? size : -size };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether year, month and day of a match name a day that the calendar has. */
function isDay(match: RegExpExecArray): boolean {
  const [year, month, day] = [Number(match[1]), Number(match[3]), Number(match[4])];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The same moment, read as a whole day in the source's own local time: the day that `text` names. */
export function asDay(moment: Moment): Moment {
  return { ...moment, precision: 'day' };
}

/** The local day, YYYY-MM-DD, as the source wrote it in any notation. */
export function dayOf({ text, at }: Pick<Moment, 'text' | 'at'>): string {
  const date = DATE.exec(text.trim());
  return date ? `${date[1]}-${date[3]}-${date[4]}` : at.slice(0, 10);
}

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):\d{2}:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Longer texts are rewritten: no clock is finer than nanoseconds, and an index entry has a maximum size. */
const MAX_LENGTH = 35;

/**
 * A moment for programs: a day as `2026-03-12`; a time as its source wrote it if that is RFC 3339, else rewritten, with its
 * offset, or without one if the time zone is unknown.
 */
export function programText(moment: Moment): string {
  if (moment.precision === 'day') return dayOf(moment);
  const text = moment.text.trim();
  if (text.length <= MAX_LENGTH && RFC_3339.test(text)) return text;
  const offset = moment.offset === null ? null : offsetOf(moment.offset);
  const local = new Date(Date.parse(moment.at) + (offset?.seconds ?? 0) * 1000).toISOString();
  return local.slice(0, -1) + (offset?.text ?? '');
}
