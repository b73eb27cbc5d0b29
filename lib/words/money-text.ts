import { decimalsOf } from '#lib/model/currency.ts';

/** A decimal text with separators between thousands and at least `digits` decimals: exact, never through a float. */
export function decimalText(amount: string, digits = 0): string {
  const [whole = '0', fraction = ''] = amount.replace(/^-/, '').split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(digits, '0');
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',');
  const size = kept ? `${grouped}.${kept}` : grouped;
  return amount.startsWith('-') && /[1-9]/.test(amount) ? `−${size}` : size;
}

/** `USD 6,843.29`; only the number without a currency. */
export function moneyText({ amount, currency }: { amount: string; currency: string | null }): string {
  return currency ? `${currency} ${decimalText(amount, decimalsOf(currency))}` : decimalText(amount);
}
