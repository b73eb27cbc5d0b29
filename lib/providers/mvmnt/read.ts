import { MAX_INTEGER } from '#lib/model/bounded.ts';
import { dayOf as dayNamed, type Moment, parseMoment } from '#lib/model/time.ts';
import { type Fields, isObject } from '../json-object.ts';

/**
 * Readers that never fail. Most payloads of this provider are undocumented, so a field of an unexpected form counts as not stated.
 */
export { type Fields, isObject, stated } from '../json-object.ts';

/** The objects of a list; empty for anything else. */
export function objectsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Whether a list is stated and not empty, and all its elements are objects. */
export function isReadable(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isObject);
}

/** A non-empty text, or a number as text. NUL is dropped, since PostgreSQL cannot store it. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return isExact(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = (value.includes('\0') ? value.replaceAll('\0', '') : value).trim();
  return text === '' ? undefined : text;
}

/** Digits of a longer whole number are lost: as an id it would be that of other objects too. */
function isExact(value: number): boolean {
  return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
}

/** Thousands as they are written where this provider is used: `42,000.5`. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;

/** A number, also written as text. */
export function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  const number = text === undefined ? Number.NaN : Number(GROUPED.test(text) ? text.replaceAll(',', '') : text);
  return Number.isFinite(number) ? number : undefined;
}

/** A count: a whole number that the database can hold. */
export function countOf(value: unknown): number | undefined {
  const count = numberOf(value);
  return count !== undefined && Number.isInteger(count) && count >= 0 && count <= MAX_INTEGER ? count : undefined;
}

/** An instant or day written in ISO 8601. */
export function momentOf(value: unknown): Moment | undefined {
  return typeof value === 'string' ? (parseMoment(value) ?? undefined) : undefined;
}

/** The date at the beginning of a text. A time after it is dropped: the provider states no time zone for these. */
export function dayOf(value: unknown): Moment | undefined {
  if (typeof value !== 'string') return undefined;
  const moment = momentOf(value);
  return momentOf(moment ? dayNamed(moment) : value.trim().slice(0, 10));
}

/** A stated time: a moment, `null` if the provider states that there is none, undefined if it is not stated. */
export function statedMoment(value: unknown): Moment | null | undefined {
  return value === null ? null : momentOf(value);
}
