import { expect, it } from 'vitest';
import { decimalText, moneyText } from './money-text.ts';

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
});

it('keeps every digit of a quantity', () => {
  expect(decimalText('12400.125')).toBe('12,400.125');
});
