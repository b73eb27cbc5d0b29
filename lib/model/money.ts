import type { z } from 'zod';
import type { moneySchema } from './schema.ts';

/**
 * An amount of money: a decimal number as text, never a float, and its ISO 4217 code. The currency is null where the
 * source names none; such amounts are added to nothing but their like.
 */
export type Money = z.infer<typeof moneySchema>;

/** Reads a decimal number however it is written (`12`, `"12.50"`, `1e3`) as plain decimal text; null when it is none. */
export function parseDecimal(value: unknown): string | null {
  const text =
    typeof value === 'number' ? plain(value) : typeof value === 'string' ? value.trim().replace(/^\+/, '') : '';
  return /^-?\d{1,20}(\.\d{1,12})?$/.test(text) ? text : null;
}

function plain(value: number): string {
  return Number.isFinite(value)
    ? /e/i.test(String(value))
      ? value.toFixed(12).replace(/\.?0+$/, '')
      : String(value)
    : '';
}

/** The exact sum of decimal texts, with as many decimals as the longest of them. The empty sum is `0`. */
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

/** A decimal text as many times as a whole number says, exactly. */
export function multiplyDecimal(amount: string, times: number): string {
  const scale = amount.split('.')[1]?.length ?? 0;
  return unscale(scaled(amount, scale) * BigInt(times), scale);
}

/** Less than, equal to or greater than zero, when `one` is less than, equal to or greater than `other`. */
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
