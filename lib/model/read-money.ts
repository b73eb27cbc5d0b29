import { currencyCode, decimalsOf } from './currency.ts';
import { compareDecimals, type Money, roundDecimal, subtractDecimals } from './money.ts';
import { isPlaceholder } from './placeholder.ts';
import { ungrouped } from './read-decimal.ts';

/** Doubles represent fifteen decimal digits exactly: a number with more was computed, not written. */
const CERTAIN_DIGITS = 15;
/** Maximum number of decimals of rates. */
const MAX_RATE_DECIMALS = 8;
/** The maximum error of a sum of doubles: relative to the result, and absolute, since large terms may cancel out. */
const RELATIVE_ERROR = 1e-14;
const ABSOLUTE_ERROR = 1e-8;
const REMAINDER_ERROR = 1e-11;
/** Rates and amounts have no more decimals. */
const MAX_DECIMALS = 12;

/**
 * Parses an amount: a number or text, with separators (`1,234.50`, `1.234,50`, `1.234,-`), in brackets or with a minus before or behind it
 * if negative, with its currency beside it or in the text (`$1,200.00`, `USD 12`, `12 US Dollars`). Errors of binary floats
 * (`1813.4999999999998`, `19.989999771118164`) are rounded by the decimals of the currency; a rate keeps its decimals. The first stated
 * currency counts; an unknown one is kept in `written`. Undefined for anything else, and for an amount in two currencies.
 */
export function readMoney(value: unknown, ...stated: readonly unknown[]): Money | undefined {
  const outside = stated.find((one): one is string => typeof one === 'string' && one.trim() !== '');
  const { amount: text, currency: inside } = partsOf(value, outside);
  const written = outside ?? inside ?? undefined;
  const currency = written === undefined ? null : currencyCode(written);
  const amount = text === null ? null : withoutFloatError(text, decimalsOf(currency));
  if (amount === null || !/^-?\d{1,20}(\.\d{1,12})?$/.test(amount)) return undefined;
  return {
    amount,
    currency,
    ...(written !== undefined && currency === null && { written: written.trim().slice(0, 40) }),
  };
}

type Parts = { amount: string | null; currency: string | null };
const UNREADABLE: Parts = { amount: null, currency: null };

/** A currency before an amount or behind it: a sign, a code with or without one, or a name. */
const CURRENCY = String.raw`[\p{L}\p{Sc}][\p{L}\p{Sc}. ]{0,15}`;
const AMOUNT = new RegExp(
  String.raw`^(\()?([-+])?\s*(${CURRENCY})?\s*([-+])?\s*([\d.][\d.,'\u2019\s]*?)(?:([.,])-{1,2})?(-)?\s*(${CURRENCY})?(\))?$`,
  'u',
);

function partsOf(value: unknown, outside: string | undefined): Parts {
  if (typeof value === 'number') return { amount: plainNumber(value), currency: null };
  if (typeof value !== 'string') return UNREADABLE;
  const trimmed = value
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .trim();
  const match = trimmed.length > MAX_LENGTH ? null : AMOUNT.exec(trimmed);
  if (!match) return UNREADABLE;
  const [, open, sign, before, inner, digits = '', noCents, behind, after, close] = match;
  const amount = noCents ? wholeAmount(digits.trim(), noCents) : ungrouped(digits.trim());
  const minuses = [open, sign, inner, behind].filter((one) => one !== undefined && one !== '+').length;
  if (amount === null || (open === undefined) !== (close === undefined) || minuses > 1) return UNREADABLE;
  const currency = currencyBeside(outside, before, after);
  return currency === undefined ? UNREADABLE : { amount: minuses > 0 ? `-${amount}` : amount, currency };
}

/** A text with more characters is no amount. */
const MAX_LENGTH = 60;
/** Characters that are kept of one. */
const MAX_SHOWN = 80;
/** Signs and abbreviations that several currencies share. */
const SHARED = /^(?:.*\p{Sc}.*|kr|rs|r)\.?$/iu;
/** The form of a code. Beside a known currency three capitals are something else. */
const CODE = /^[A-Z]{3}$/;

/** The amount before `,-` or `.-`, which stand in the place of its cents: they say which sign is the decimal one. */
function wholeAmount(digits: string, decimal: string): string | null {
  return ungrouped(`${digits}${decimal}00`)?.slice(0, -'.00'.length) ?? null;
}

/**
 * The currency before or behind an amount, null without any. Undefined for words that are none, and for two currencies, of which one may be
 * stated outside of the text.
 */
function currencyBeside(
  outside: string | undefined,
  ...texts: readonly (string | undefined)[]
): string | null | undefined {
  const inside = texts.flatMap((text) => text?.trim() || []);
  const known = inside.find((text) => currencyCode(text) !== null);
  const codes = new Set([outside ?? '', ...inside].flatMap((text) => currencyCode(text) ?? []));
  const isCurrency = (text: string) =>
    currencyCode(text) !== null || SHARED.test(text) || (CODE.test(text) && outside === undefined && codes.size === 0);
  if (codes.size > 1 || !inside.every(isCurrency)) return undefined;
  return known ?? inside[0] ?? null;
}

function plainNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  return /e/i.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, '') : String(value);
}

/** The decimal number closest to one that was computed in binary. */
function withoutFloatError(text: string, decimals: number): string {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = (whole + fraction).replace(/^0+/, '').length;
  const isWritten = digits < CERTAIN_DIGITS && fraction.length <= MAX_DECIMALS;
  if (fraction.length <= decimals || (isWritten && !isRemainder(text, fraction, decimals))) return text;
  for (let places = decimals; places <= MAX_RATE_DECIMALS; places++) {
    const rounded = roundDecimal(text, places);
    if (isFloatError(text, rounded, decimals)) return rounded;
  }
  return roundDecimal(text, MAX_DECIMALS);
}

/** Whether an amount is what large terms left when they cancelled out: few digits, and next to nothing off the minor unit. */
function isRemainder(text: string, fraction: string, decimals: number): boolean {
  const apart = Math.abs(Number(subtractDecimals(text, roundDecimal(text, decimals))));
  return fraction.length > MAX_RATE_DECIMALS && apart <= REMAINDER_ERROR;
}

function isFloatError(text: string, rounded: string, decimals: number): boolean {
  const value = Number(text);
  const tolerance = Math.min(Math.max(Math.abs(value) * RELATIVE_ERROR, ABSOLUTE_ERROR), 10 ** -decimals / 100);
  const apart = subtractDecimals(text, rounded).replace('-', '');
  if (compareDecimals(apart, tolerance.toFixed(20)) <= 0) return true;
  // From a system with 32-bit floats: the nearest float to the decimal number.
  return Math.fround(value) === value && Math.fround(Number(rounded)) === value;
}

/** What invoices have in the place of an amount where nothing is to be paid, or nothing is said of it. */
const NO_AMOUNT =
  /^(?:incl(?:\.|uded|usive)?|waived|free(?: of charge)?|f\.?o\.?c\.?|as agreed|n\s?[./]?\s?c\.?|no charge)$/i;

/** What stands in the place of an amount that could not be read, as text; null for nothing, and for what is written for none. */
export function unreadableMoney(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = String(value).trim();
  return text === '' || isPlaceholder(text) || NO_AMOUNT.test(text) ? null : text.slice(0, MAX_SHOWN).toWellFormed();
}
