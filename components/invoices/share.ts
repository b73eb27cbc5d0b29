import { addDecimals, compareDecimals } from '#lib/model/money.ts';

/** An amount as a share of a whole, for the width of a bar, so floats are exact enough. Negative amounts count as 0. */
export function share(amount: string, all: readonly string[]): string {
  const owed = all.filter((one) => compareDecimals(one, '0') > 0);
  const whole = Number(addDecimals(...owed));
  const part = Math.max(0, Number(amount));
  return whole > 0 ? `${((100 * part) / whole).toFixed(2)}%` : '0%';
}
