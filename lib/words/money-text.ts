import { decimalsOf } from '#lib/model/currency.ts';
import type { Language, Words } from '#lib/model/language.ts';
import { ENGLISH } from './words-of.ts';

/** Between thousands, and before decimals. */
const SEPARATORS: Readonly<Record<Language, { group: string; decimal: string }>> = {
  en: { group: ',', decimal: '.' },
  de: { group: '.', decimal: ',' },
  zh: { group: ',', decimal: '.' },
};

/** A decimal text with separators between thousands and at least `digits` decimals: exact, never through a float. */
export function decimalText(amount: string, digits = 0, { language }: Words = ENGLISH): string {
  const { group, decimal } = SEPARATORS[language];
  const [whole = '0', fraction = ''] = amount.replace(/^-/, '').split('.');
  const kept = fraction.replace(/0+$/, '').padEnd(digits, '0');
  const grouped = whole.replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, group);
  const size = kept ? grouped + decimal + kept : grouped;
  return amount.startsWith('-') && /[1-9]/.test(amount) ? `−${size}` : size;
}

/** `USD 6,843.29`; only the number without a currency. */
export function moneyText(
  { amount, currency }: { amount: string; currency: string | null },
  words: Words = ENGLISH,
): string {
  return currency ? `${currency} ${decimalText(amount, decimalsOf(currency), words)}` : decimalText(amount, 0, words);
}

/** A decimal text digit by digit as it was stated, with separators between thousands. */
export function statedDecimal(value: string, { language }: Words = ENGLISH): string {
  const { group, decimal } = SEPARATORS[language];
  return value.replace(/\.|\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, (found) => (found === '.' ? decimal : group));
}

/** The same without separators between thousands. */
export function plainDecimal(value: string, { language }: Words): string {
  return value.replace('.', SEPARATORS[language].decimal);
}
