import { MAX_INTEGER } from '#lib/model/bounded.ts';
import { type Money, parseDecimal } from '#lib/model/money.ts';
import { type Place, parseUnlocode } from '#lib/model/place.ts';
import { wholeNumber } from '#lib/model/read-decimal.ts';
import { readMoney } from '#lib/model/read-money.ts';
import { dayOf as dayNamed, type Moment, parseMoment } from '#lib/model/time.ts';
import { codeIn } from '../place.ts';
import { type Fields, isObject, momentOf, textOf } from '../read.ts';

/*
 * Readers of single values that never fail: both forms of this provider, and their revisions, name and wrap the same value differently. A value in an unknown form
 * counts as not stated.
 */

/** The text under the first of these keys that has one. */
export function textAt(source: Fields, ...keys: readonly string[]): string | undefined {
  return firstOf(source, keys, textOf);
}

/** The value under the first of these keys that the reader accepts. */
export function firstOf<T>(
  source: Fields,
  keys: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const key of keys) {
    const value = read(source[key]);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The object, or an empty one, for parts that may be missing. */
export function partOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** A party's name, given as text or as the party object. */
export function nameOf(value: unknown): string | undefined {
  return isObject(value) ? textOf(value.name) : textOf(value);
}

/** A boolean; text such as `"true"` is not accepted. */
export function flagOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** A count: a whole number that the database can hold, also when it is written as `"600.0"` or `"1,200"`. */
export function countOf(value: unknown): number | undefined {
  const text = textOf(value);
  const count = text === undefined ? null : wholeNumber(text);
  return count !== null && count <= MAX_INTEGER ? count : undefined;
}

/** A decimal number as text, bare or wrapped as `{ value }` or `{ amount }`. */
export function decimalOf(value: unknown): string | undefined {
  const bare = isObject(value) ? (value.value ?? value.amount) : value;
  return parseDecimal(bare) ?? undefined;
}

/** An amount with its own currency, else the currency beside it, else without. */
export function moneyOf(value: unknown, beside?: unknown): Money | undefined {
  const own = partOf(value);
  const bare = isObject(value) ? (value.value ?? value.amount) : value;
  return readMoney(bare, textOf(own.currency_code), textOf(own.currency), textOf(beside));
}

/** An amount with its own currency, beside it or in its text, else that of the record to which it belongs. */
export function moneyWithin(value: unknown, inherited: unknown): Money | undefined {
  const own = moneyOf(value);
  return own?.currency ? own : (moneyOf(value, inherited) ?? own);
}

/** A measure with a unit; zero means not measured yet and is ignored. */
export function measureOf(value: unknown): { value: string; unit: string } | undefined {
  const measure = partOf(value);
  const amount = parseDecimal(measure.value);
  const unit = textOf(measure.unit);
  return amount === null || unit === undefined || Number(amount) <= 0 ? undefined : { value: amount, unit };
}

/** The day that a date names, in the place's own time, YYYY-MM-DD. */
export function dayOf(value: unknown): string | undefined {
  const text = typeof value === 'string' ? textOf(value) : undefined;
  const moment = text === undefined ? null : parseMoment(text);
  return moment ? dayNamed(moment) : undefined;
}

/** A stated moment; an empty field of a record means not stated, not retracted. */
export function timeOf(value: unknown): Moment | undefined {
  return typeof value === 'string' ? (momentOf(textOf(value)) ?? undefined) : undefined;
}

/** The texts of a list, or of a single text. */
export function textsOf(value: unknown): string[] | undefined {
  const texts = (Array.isArray(value) ? value : [value]).flatMap((one) => textOf(isObject(one) ? one.code : one) ?? []);
  return texts.length > 0 ? [...new Set(texts)] : undefined;
}

/** A port or address, by name, by code, or as one of the provider's objects for it. */
export function placeIn(value: unknown): Place | undefined {
  if (!isObject(value)) return namedPlace(textOf(value));
  const place = isObject(value.place) ? value.place : value;
  const address = isObject(place.address) ? place.address : place;
  const details = Array.isArray(place.details) ? place.details.map((detail) => partOf(detail).port_code) : [];
  const codes = [address.unlocode, place.unlocode, place.port_code, ...details].map(textOf);
  const unlocode = codes.map(parseUnlocode).find((code) => code !== null) ?? null;
  const name = textOf(place.name) ?? textOf(address.city) ?? unlocode ?? codeIn(...codes);
  if (!name) return undefined;
  const country = [address.country_code, address.country].map(textOf).find((code) => /^[a-z]{2}$/i.test(code ?? ''));
  return { name, country: country?.toUpperCase() ?? null, unlocode, timeZone: textOf(address.timezone) ?? null };
}

/** Only capitals are a code: `Tulsa` has five letters too. */
function namedPlace(name: string | undefined): Place | undefined {
  if (name === undefined) return undefined;
  const unlocode = /^[^a-z]+$/.test(name) ? parseUnlocode(name) : null;
  return { name, country: null, unlocode, timeZone: null };
}
