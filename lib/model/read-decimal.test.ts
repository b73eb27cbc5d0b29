import { expect, it } from 'vitest';
import { parseDecimal } from './money.ts';
import { wholeNumber } from './read-decimal.ts';

it.each([
  ['1,200', 1200],
  ['1 200', 1200],
  ['600.0', 600],
  ['12,345,678', 12_345_678],
  ['1.200', null],
  ['1,20', null],
  ['12.5', null],
  ['-3', null],
  ['', null],
  ['dozen', null],
])('%s pieces are %s', (text, number) => expect(wholeNumber(text)).toBe(number));

it.each([
  ['1,234.5', '1234.5'],
  ['-1 234,5', '-1234.5'],
  ['+12', '12'],
  ['1,234', null],
  ['12 kg', null],
])('%s is the number %s', (text, decimal) => expect(parseDecimal(text)).toBe(decimal));
