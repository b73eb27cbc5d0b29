import { currencyCode, decimalsOf } from './currency.ts';
import { compareDecimals, type Money, roundDecimal, subtractDecimals } from './money.ts';

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
 * Parses an amount: a number or text, with separators (`1,234.50`, `1.234,50`), in brackets if negative, with its currency beside
 * it or in the text (`$1,200.00`, `USD 12`). Errors of binary floats (`1813.4999999999998`, `19.989999771118164`) are rounded by
 * the decimals of the currency; a rate keeps its decimals. The first stated currency counts; an unknown one is kept in `written`.
 * Undefined for anything else.
 */
export function readMoney(value: unknown, ...stated: readonly unknown[]): Money | undefined {
  const { amount: text, currency: beside } = partsOf(value);
  const written = [...stated, beside].find((one): one is string => typeof one === 'string' && one.trim() !== '');
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

function partsOf(value: unknown): Parts {
  if (typeof value === 'number') return { amount: plainNumber(value), currency: null };
  if (typeof value !== 'string') return { amount: null, currency: null };
  const trimmed = value
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .trim();
  const match =
    /^(\()?([-+])?\s*(\p{L}{0,3}\p{Sc}?|\p{Sc})\s*([-+])?(\d[\d.,'\u2019\s]*)\s*(\p{L}{3}|\p{Sc})?(\))?$/u.exec(
      trimmed,
    );
  if (!match) return { amount: null, currency: null };
  const [, open, sign, before, inner, digits = '', after, close] = match;
  const amount = ungrouped(digits.trim());
  if (amount === null || (open === undefined) !== (close === undefined)) return { amount: null, currency: null };
  const negative = open !== undefined || sign === '-' || inner === '-';
  return { amount: negative ? `-${amount}` : amount, currency: before || after || null };
}

function plainNumber(value: number): string | null {
  if (!Number.isFinite(value)) return null;
  return /e/i.test(String(value)) ? value.toFixed(20).replace(/\.?0+$/, '') : String(value);
}

/**
 * Digits without thousands separators. The last of two kinds of separators is the decimal one; a single comma before three digits
 * is ambiguous, so the text is rejected.
 */
function ungrouped(digits: string): string | null {
  if (/^\d+(\.\d+)?$/.test(digits)) return digits;
  if (/^\d+,\d{1,2}$/.test(digits)) return digits.replace(',', '.');
  const grouped = /^(\d{1,3})(?:([.,'\u2019\s])\d{3})(?:\2\d{3})*(?:([.,])(\d+))?$/.exec(digits);
  if (!grouped) return null;
  const [, , separator = '', decimal, fraction] = grouped;
  const groups = digits.split(separator).length - 1;
  if (decimal === separator || (decimal === undefined && groups === 1 && /[.,]/.test(separator))) return null;
  const whole = (decimal === undefined ? digits : digits.slice(0, digits.lastIndexOf(decimal))).replace(/\D/g, '');
  return fraction === undefined ? whole : `${whole}.${fraction}`;
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
