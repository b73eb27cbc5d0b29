import { expect, it } from 'vitest';
import { decimalText, moneyText, plainDecimal, statedDecimal } from './money-text.ts';
import { wordsIn } from './translate.ts';

const [en, de, zh] = [wordsIn('en'), wordsIn('de'), wordsIn('zh')];

it.each([
  ['6843.29', 'USD', 'USD 6,843.29'],
  ['6843.2900', 'USD', 'USD 6,843.29'],
  ['1234567', 'EUR', 'EUR 1,234,567.00'],
  ['0.1', 'USD', 'USD 0.10'],
  ['0.0875', 'USD', 'USD 0.0875'],
  ['125000', 'JPY', 'JPY 125,000'],
  ['-40.5', 'USD', 'USD −40.50'],
  ['-0.00', 'USD', 'USD 0.00'],
  ['90071992547409931.07', 'USD', 'USD 90,071,992,547,409,931.07'],
  ['12.5', null, '12.5'],
  ['7', 'NOPE', 'NOPE 7.00'],
])('%s %s reads %s', (amount, currency, text) => {
  expect(moneyText({ amount, currency })).toBe(text);
  expect(moneyText({ amount, currency }, zh)).toBe(text);
});

it.each([
  ['6843.2900', 'USD', 'USD 6.843,29'],
  ['1234567', 'EUR', 'EUR 1.234.567,00'],
  ['125000', 'JPY', 'JPY 125.000'],
  ['-40.5', 'USD', 'USD −40,50'],
  ['-0.00', 'USD', 'USD 0,00'],
  ['90071992547409931.07', 'USD', 'USD 90.071.992.547.409.931,07'],
  ['12.5', null, '12,5'],
])('%s %s reads %s in German', (amount, currency, text) => {
  expect(moneyText({ amount, currency }, de)).toBe(text);
});

it('has the separators that numbers have in the language', () => {
  for (const words of [en, de, zh]) {
    expect(decimalText('1234567.125', 0, words)).toBe(words.number(1_234_567.125));
    expect(decimalText('1200', 0, words)).toBe(words.number(1200));
  }
});

it('keeps a stated decimal digit by digit', () => {
  expect([en, de, zh].map((words) => statedDecimal('12400.1200', words))).toEqual([
    '12,400.1200',
    '12.400,1200',
    '12,400.1200',
  ]);
  expect([en, de, zh].map((words) => plainDecimal('12400.50', words))).toEqual(['12400.50', '12400,50', '12400.50']);
});

it('keeps every digit of a quantity', () => {
  expect(decimalText('12400.125')).toBe('12,400.125');
});
