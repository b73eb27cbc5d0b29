import type { z } from 'zod';
import { ungrouped } from './read-decimal.ts';
import type { moneySchema } from './schema.ts';

/**
 * An amount of money: a decimal number as text, never a float, and its ISO 4217 code. The currency is null if the source names
 * none or an unknown one, which is then in `written`.
 */
export type Money = z.infer<typeof moneySchema>;

/** What an amount is in: its ISO 4217 code, else the currency as its source wrote it, else an empty text. Only equal ones add up. */
export function unitOf({ currency, written }: Pick<Money, 'currency' | 'written'>): string {
  return currency ?? written ?? '';
}

/** Parses a decimal number in any notation (`12`, `"1,234.50"`, `1e3`) to plain decimal text; null for anything else. */
export function parseDecimal(value: unknown): string | null {
  const text = typeof value === 'number' ? plain(value) : typeof value === 'string' ? withoutGroups(value.trim()) : '';
  if (!/^-?\d{1,20}(\.\d+)?$/.test(text)) return null;
  return /\.\d{13}/.test(text) ? roundDecimal(text, 12) : text;
}

function withoutGroups(text: string): string {
  const [, sign, digits = ''] = /^([-+])?(.*)$/s.exec(text) ?? [];
  return (sign === '-' ? '-' : '') + (ungrouped(digits) ?? '');
}

function plain(value: number): string {
  return Number.isFinite(value)
    ? /e/i.test(String(value))
      ? value.toFixed(12).replace(/\.?0+$/, '')
      : String(value)
    : '';
}

/** The exact sum of decimal texts, with as many decimals as the longest. The empty sum is `0`. */
export function addDecimals(...amounts: readonly string[]): string {
  const scale = Math.max(0, ...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  return unscale(
    amounts.reduce((sum, amount) => sum + scaled(amount, scale), 0n),
    scale,
  );
}

/** `one - other`, exactly. */
export function subtractDecimals(one: string, other: string): string {
  return addDecimals(one, other.startsWith('-') ? other.slice(1) : `-${other}`);
}

/** A decimal text times a whole number, exactly. */
export function multiplyDecimal(amount: string, times: number): string {
  const scale = amount.split('.')[1]?.length ?? 0;
  return unscale(scaled(amount, scale) * BigInt(times), scale);
}

/** A decimal text rounded to `decimals` decimals, half away from zero. */
export function roundDecimal(amount: string, decimals: number): string {
  const fraction = amount.split('.')[1] ?? '';
  if (fraction.length <= decimals) return amount;
  const step = 10n ** BigInt(fraction.length - decimals);
  const value = scaled(amount, fraction.length);
  const half = value < 0n ? -step / 2n : step / 2n;
  return unscale((value + half) / step, decimals);
}

/** Whether two amounts differ by at most half a minor unit per rounding, for a number of decimals and of roundings. */
export function isWithinRounding(one: string, other: string, decimals: number, roundings: number): boolean {
  const apart = subtractDecimals(one, other).replace('-', '');
  const half = decimals === 0 ? '0.5' : `0.${'0'.repeat(decimals)}5`;
  return compareDecimals(apart, multiplyDecimal(half, roundings)) <= 0;
}

/** Compares two decimal texts: less than 0, 0, or greater than 0. */
export function compareDecimals(one: string, other: string): number {
  const difference = subtractDecimals(one, other);
  return /^-?[0.]+$/.test(difference) ? 0 : difference.startsWith('-') ? -1 : 1;
}

function scaled(amount: string, scale: number): bigint {
  const [whole = '0', fraction = ''] = amount.replace(/^-/, '').split('.');
  const value = BigInt(whole + fraction.padEnd(scale, '0'));
  return amount.startsWith('-') ? -value : value;
}

function unscale(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return value < 0n ? `-${text}` : text;
}
