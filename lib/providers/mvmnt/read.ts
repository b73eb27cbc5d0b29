import { dayOf as dayNamed, type Moment, parseMoment } from '#lib/model/time.ts';

/**
 * Readers that never fail. Most payloads of this provider are undocumented, so every field is looked at as it comes:
 * what has not the expected form was not stated.
 */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether a parsed JSON value is an object, not null and not a list. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; nothing for what is no list. */
export function objectsOf(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Text with something in it, or a number as text. NUL is dropped: PostgreSQL stores it nowhere. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  const text = (value.includes('\0') ? value.replaceAll('\0', '') : value).trim();
  return text === '' ? undefined : text;
}

/** A number, also when written as text. */
export function numberOf(value: unknown): number | undefined {
  const text = textOf(value);
  const number = text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** The largest number that an integer column holds. */
const LARGEST = 2_147_483_647;

/** A count: a whole number that the database can hold. */
export function countOf(value: unknown): number | undefined {
  const count = numberOf(value);
  return count !== undefined && Number.isInteger(count) && count >= 0 && count <= LARGEST ? count : undefined;
}

/** An instant or day written in ISO 8601. */
export function momentOf(value: unknown): Moment | undefined {
  return typeof value === 'string' ? (parseMoment(value) ?? undefined) : undefined;
}

/** The day that a text begins with. A clock behind it is dropped: the provider names no time zone for these. */
export function dayOf(value: unknown): Moment | undefined {
  if (typeof value !== 'string') return undefined;
  const moment = momentOf(value);
  return momentOf(moment ? dayNamed(moment) : value.trim().slice(0, 10));
}

/** What the provider says of a time: a moment, `null` when it says that there is none, or nothing. */
export function statedMoment(value: unknown): Moment | null | undefined {
  return value === null ? null : momentOf(value);
}

/** The same object without the keys that hold nothing: an absent key means that it was not stated. */
export function stated<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
