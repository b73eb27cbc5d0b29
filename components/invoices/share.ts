import { addDecimals, compareDecimals } from '#lib/model/money.ts';

/** What part of the whole an amount is, as a width: a picture, so that rounding does no harm. Less than nothing is nothing. */
export function share(amount: string, all: readonly string[]): string {
  const owed = all.filter((one) => compareDecimals(one, '0') > 0);
  const whole = Number(addDecimals(...owed));
  const part = Math.max(0, Number(amount));
  return whole > 0 ? `${((100 * part) / whole).toFixed(2)}%` : '0%';
}
