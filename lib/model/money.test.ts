import { expect, it } from 'vitest';
import { addDecimals, compareDecimals, parseDecimal, subtractDecimals } from './money.ts';

it('adds exactly where floats do not', () => {
  expect(addDecimals('0.1', '0.2')).toBe('0.3');
  expect(addDecimals('6843.29', '-100')).toBe('6743.29');
  expect(addDecimals('99999999999999999.99', '0.01')).toBe('100000000000000000.00');
  expect(addDecimals()).toBe('0');
});

it('subtracts and compares exactly, with any number of decimals', () => {
  expect(subtractDecimals('1', '1.005')).toBe('-0.005');
  expect(subtractDecimals('-1.50', '-0.5')).toBe('-1.00');
  expect(compareDecimals('10.50', '10.5')).toBe(0);
  expect(compareDecimals('-0.00', '0')).toBe(0);
  expect(compareDecimals('9.99', '10')).toBeLessThan(0);
});

it('reads numbers and texts, and nothing else', () => {
  expect(parseDecimal(12.5)).toBe('12.5');
  expect(parseDecimal(1e21)).toBe(null);
  expect(parseDecimal(1e-7)).toBe('0.0000001');
  expect(parseDecimal(' 12.34 ')).toBe('12.34');
  expect(parseDecimal('1,200.00')).toBe('1200.00');
  for (const nonsense of ['', '1,200', 'NaN', Number.NaN, null, {}, '1.2.3']) expect(parseDecimal(nonsense)).toBe(null);
});
