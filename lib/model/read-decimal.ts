/** A text with more characters is no number. */
const MAX_LENGTH = 60;
/** In thousands as most of the world writes them, and as India does: `1,234,567`, `12,34,567`. The separator is the same throughout. */
const GROUPED = /^(\d{1,3})(?:([.,'\u2019\s])\d{3})(?:\2\d{3})*(?:([.,])(\d+))?$/;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.(\d+))?$/;

/**
 * Digits without thousands separators, as a plain decimal number; null for anything else. The last of two kinds of separators is the decimal
 * one; a single comma before three digits is ambiguous, so the text is rejected.
 */
export function ungrouped(digits: string): string | null {
  if (digits.length > MAX_LENGTH) return null;
  if (/^\d+(\.\d+)?$/.test(digits)) return digits;
  if (/^\d*\.\d+$/.test(digits)) return `0${digits}`;
  if (/^\d+\.$/.test(digits)) return digits.slice(0, -1);
  if (/^\d+,\d{1,2}$/.test(digits)) return digits.replace(',', '.');
  if (INDIAN.test(digits)) return digits.replaceAll(',', '');
  const grouped = GROUPED.exec(digits);
  if (!grouped) return null;
  const [, , separator = '', decimal, fraction] = grouped;
  const groups = digits.split(separator).length - 1;
  if (decimal === separator || (decimal === undefined && groups === 1 && /[.,]/.test(separator))) return null;
  const whole = (decimal === undefined ? digits : digits.slice(0, digits.lastIndexOf(decimal))).replace(/\D/g, '');
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}

/** A whole number of pieces: a comma before three digits separates thousands, since pieces have no decimals. */
export function wholeNumber(text: string): number | null {
  const plain = /^\d{1,3}(?:,\d{3})+$/.test(text) ? text.replaceAll(',', '') : ungrouped(text);
  const number = plain === null ? Number.NaN : Number(plain);
  return Number.isInteger(number) ? number : null;
}
