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

const DAY = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/**
 * Reads ISO 8601: a date, or a date-time with or without offset. Returns null for anything that names no real instant
 * (wrong form, 30 February). A date-time without offset is read as UTC and keeps `offset: null`, so that a reader can
 * be told that its zone is unknown.
 */
export function parseMoment(text: string): Moment | null {
  const trimmed = text.trim();
  if (!isDay(trimmed)) return null;
  if (trimmed.length === 10) return { at: `${trimmed}T00:00:00.000Z`, text, offset: null, precision: 'day' };
  const match = DATE_TIME.exec(trimmed);
  if (!match) return null;
  const offset = match[1] ? match[1].toUpperCase() : null;
  const at = new Date((offset ? trimmed : `${trimmed}Z`).replace(' ', 'T'));
  if (Number.isNaN(at.getTime())) return null;
  return { at: at.toISOString(), text, offset, precision: 'time' };
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text begins with a day that the calendar has. */
function isDay(text: string): boolean {
  if (!DAY.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** The same moment, read as a whole day in the source's own local time: the day that `text` names. */
export function asDay(moment: Moment): Moment {
  return { ...moment, precision: 'day' };
}

/** The day on the clock of the place, YYYY-MM-DD, as the source wrote it. */
export function dayOf(moment: Moment): string {
  return moment.text.trim().slice(0, 10);
}
