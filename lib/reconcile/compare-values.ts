import type { Place } from '#lib/model/place.ts';
import { dayOf, parseMoment } from '#lib/model/time.ts';
import { zoneOffset } from '#lib/model/zone.ts';
import { isSamePlace } from '#lib/places/same-place.ts';
import { fingerprint } from './fingerprint.ts';

/**
 * How a shown value compares with the one that replaces it:
 * - `same`: another notation, the same time recorded twice, or a less precise description of the same thing;
 * - `completed`: nothing was shown before, or the same less precisely, such as a day that became a time on that day;
 * - `different`: what was shown was wrong.
 */
export type Comparison = 'same' | 'completed' | 'different';

/**
 * Two records of one time are less than this apart, milliseconds: a webhook is written seconds after what it reports, webhooks and API
 * round differently, and screens show minutes.
 */
const TIME_TOLERANCE_MS = 60_000;
const HOUR = 3_600_000;

/** Compares two values of one field as they are stored in `effects`. It selects what is drift; it does not decide what is stored. */
export function compareValues(before: unknown, after: unknown): Comparison {
  if (isNothing(before)) return isNothing(after) ? 'same' : 'completed';
  if (typeof before === 'string' && typeof after === 'string') return compareTexts(before, after);
  if (isObject(before) && isObject(after)) return compareObjects(before, after);
  return fingerprint(before) === fingerprint(after) ? 'same' : 'different';
}

const isNothing = (value: unknown) => value === null || value === undefined || value === '';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Decimals by value, times by instant, other texts regardless of case and white space. */
function compareTexts(before: string, after: string): Comparison {
  if (plainText(before) === plainText(after)) return 'same';
  const [was, is] = [before, after].map((text) => (/^\d{4}-\d{2}-\d{2}/.test(text) ? momentOf(text) : null));
  return was && is ? compareTimes(was, is, null) : 'different';
}

function plainText(text: string): string {
  const decimal = /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
  return decimal.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Times and places by their meaning, other objects field by field. */
function compareObjects(before: Record<string, unknown>, after: Record<string, unknown>): Comparison {
  if (isPlace(before) && isPlace(after)) return isSamePlace(before, after) ? 'same' : 'different';
  const [was, is] = [timeIn(before), timeIn(after)];
  if (!was || !is) return worst(fieldsOf(before, after).map((field) => compareValues(before[field], after[field])));
  const place = after.place ?? before.place;
  const timeZone = isPlace(place) ? place.timeZone : null;
  const rest = fieldsOf(was.rest, is.rest).map((field) => compareValues(was.rest[field], is.rest[field]));
  return worst([compareTimes(was.time, is.time, timeZone), ...rest]);
}

function fieldsOf(before: object, after: object): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function worst(comparisons: readonly Comparison[]): Comparison {
  if (comparisons.includes('different')) return 'different';
  return comparisons.includes('completed') ? 'completed' : 'same';
}

function isPlace(value: unknown): value is Place {
  return isObject(value) && typeof value.name === 'string' && 'unlocode' in value && 'country' in value;
}

type Time = { at: number; day: string; isDay: boolean };

/** The time of a milestone, step or moment, and its other fields. */
function timeIn(value: Record<string, unknown>): { time: Time; rest: Record<string, unknown> } | null {
  const { occurredText, text, precision, at, offset, ...rest } = value;
  const written = occurredText ?? text;
  const time = typeof written === 'string' ? momentOf(written) : null;
  return time && { time: { ...time, isDay: precision === 'day' }, rest };
}

function momentOf(text: string): Time | null {
  const moment = parseMoment(text);
  return moment && { at: Date.parse(moment.at), day: dayOf(moment), isDay: moment.precision === 'day' };
}

/** A day and a time on that day, as the source wrote it or at the place, are one time; only the time is more precise. */
function compareTimes(was: Time, is: Time, timeZone: string | null): Comparison {
  if (!was.isDay && !is.isDay) return Math.abs(was.at - is.at) < TIME_TOLERANCE_MS ? 'same' : 'different';
  const days = [was, is].map((time) => (time.isDay ? [time.day] : [time.day, ...daysIn(timeZone, time.at)]));
  if (!days[0]?.some((day) => days[1]?.includes(day))) return 'different';
  return was.isDay && !is.isDay ? 'completed' : 'same';
}

/** The day of an instant in a time zone; in an unknown one the days that it may be. */
function daysIn(timeZone: string | null, at: number): string[] {
  const offset = timeZone === null ? null : zoneOffset(timeZone, at);
  return (offset === null ? [-12 * HOUR, 14 * HOUR] : [offset]).map((one) =>
    new Date(at + one).toISOString().slice(0, 10),
  );
}
