import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { currencyCode, decimalsOf } from './currency.ts';
import { roundDecimal } from './money.ts';
import { readMoney, unreadableMoney } from './read-money.ts';

describe('an amount with a binary rounding error', () => {
  it.each([
    [1813.4999999999998, 'USD', '1813.50'],
    ['1813.4999999999998', 'USD', '1813.50'],
    [0.1 + 0.2, 'EUR', '0.30'],
    [1.1 * 3, 'EUR', '3.30'],
    [19.989999771118164, 'USD', '19.99'],
    [125000.00000000001, 'JPY', '125000'],
    [12.345000000000001, 'KWD', '12.345'],
    [-1813.4999999999998, 'USD', '-1813.50'],
    [0.08749999999999999, 'USD', '0.0875'],
    [44409.71 + 91537.42 - 73191.28 - 41534.7 - 20214.85, 'USD', '1006.30'],
    [7.275957614183426e-12, 'USD', '0.00'],
  ])('%s %s is shown as %s', (value, currency, amount) => {
    expect(readMoney(value, currency)).toEqual({ amount, currency });
  });

  it.each([
    ['33.333', 'USD'],
    ['0.0875', 'USD'],
    ['90071992547409931.07', 'USD'],
    ['12345678901234.567', 'USD'],
    ['100.005', 'USD'],
    ['0.333333333333', 'USD'],
    ['6843.2900', 'USD'],
  ])('%s %s is exact, and stays', (amount, currency) => {
    expect(readMoney(amount, currency)).toEqual({ amount, currency });
  });

  it('is the exact sum also where large amounts cancel out to few digits', () => {
    const floats = [-799_205, -5_034_066, -19, 9_999_994, -4_240_150].reduce((sum, unit) => sum + unit / 1_000, 0);
    expect([floats, readMoney(floats, 'KWD')?.amount]).toEqual([-73.445999999999, '-73.446']);
  });

  it('is the exact sum in minor units, for any amounts and currency', () => {
    const minor = fc.array(fc.integer({ min: -10_000_000, max: 10_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(minor, fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'), (units, currency) => {
        const scale = 10 ** decimalsOf(currency);
        const floats = units.reduce((sum, unit) => sum + unit / scale, 0);
        const exact = units.reduce((sum, unit) => sum + unit, 0);
        const read = readMoney(floats, currency);
        expect(Math.round(Number(read?.amount) * scale) - exact).toBe(0);
        expect(read?.amount.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(decimalsOf(currency));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an amount as typed by users', () => {
  it.each([
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50', '1234.50'],
    ["1'234.50", '1234.50'],
    ['1,234,567', '1234567'],
    ['12,50', '12.50'],
    ['(12.00)', '-12.00'],
    ['\u221212.00', '-12.00'],
    ['１２３．５０', '123.50'],
    [' 12.34 ', '12.34'],
    ['38,450.5', '38450.5'],
    ['1 200 000', '1200000'],
    ['12,34,567.89', '1234567.89'],
    ['1,200.00-', '-1200.00'],
    ['-1,200.00', '-1200.00'],
    ['1200,-', '1200'],
    ['1.200,-', '1200'],
    ['38.450,-', '38450'],
    ['1.234.567,--', '1234567'],
    ['1,200.-', '1200'],
    ["1'200.-", '1200'],
    ['.5', '0.5'],
    ['1200.', '1200'],
  ])('%s is %s', (text, amount) => expect(readMoney(text, 'USD')?.amount).toBe(amount));

  it.each([
    '1,234',
    'US$ 1,234',
    '1.2.3',
    '12,34,56',
    '',
    'NaN',
    'free',
    '(12',
    '(-12)',
    '1200 CR',
    '12 %',
    'about 12',
    '12 pieces',
    '12k',
    '1.2M',
    'min. 50',
    'ca. 1200',
    'less 20',
    '30 days',
    '12 kg',
    '12 PCS',
    'CAD 1,200.00',
    '1,20,-',
    Number.NaN,
    1e21,
    null,
    {},
    true,
  ])('%s is ambiguous, and not parsed', (text) => expect(readMoney(text, 'USD')).toBeUndefined());

  it.each([
    ['$1,200.00', 'USD', { amount: '1200.00', currency: 'USD' }],
    ['US$ 12', undefined, { amount: '12', currency: 'USD' }],
    ['EUR 12.50', undefined, { amount: '12.50', currency: 'EUR' }],
    ['12.50 €', undefined, { amount: '12.50', currency: 'EUR' }],
    ['$12', undefined, { amount: '12', currency: null, written: '$' }],
    ['USD 1,200.00', undefined, { amount: '1200.00', currency: 'USD' }],
    ['1200 USD', undefined, { amount: '1200', currency: 'USD' }],
    ['1200 US$', undefined, { amount: '1200', currency: 'USD' }],
    ['1,200.00 U.S. Dollars', undefined, { amount: '1200.00', currency: 'USD' }],
    ['$1,200.00 USD', undefined, { amount: '1200.00', currency: 'USD' }],
    ['GBP £ 1,200.00', undefined, { amount: '1200.00', currency: 'GBP' }],
    ['1200 元', undefined, { amount: '1200', currency: 'CNY' }],
    ['1200 kr', undefined, { amount: '1200', currency: null, written: 'kr' }],
    ['1200 kr', 'SEK', { amount: '1200', currency: 'SEK' }],
    ['Rs. 1,200.00', 'INR', { amount: '1200.00', currency: 'INR' }],
    ['1200 USN', undefined, { amount: '1200', currency: null, written: 'USN' }],
    ['$1,200.00', 'AUD', { amount: '1200.00', currency: 'AUD' }],
    ['RMB 12', 'CNY', { amount: '12', currency: 'CNY' }],
  ])('%s with %s has that currency', (text, beside, money) => {
    expect(readMoney(text, beside)).toEqual(money);
  });
});

it.each([
  ['EUR 12 USD', undefined],
  ['CAD 1,200.00', 'USD'],
  ['€12', 'USD'],
])('two currencies are no amount: %s, %s', (text, beside) => expect(readMoney(text, beside)).toBeUndefined());

it.each(['12k', 'min. 50', '12 kg', 'less 20'])('a word beside a number is no currency: %s', (text) =>
  expect(readMoney(text)).toBeUndefined(),
);

it('a long text is no amount, however it goes on', () => {
  expect(readMoney(`1${' 2'.repeat(500_000)}x`)).toBeUndefined();
});

describe('what stands in the place of an amount', () => {
  it.each(['about 12', '1,234', 'EUR 12 USD', '100 EA'])('cannot be read: %s', (text) =>
    expect(unreadableMoney(text)).toBe(text),
  );
  it.each(['', ' ', 'TBD', 'N/A', '-', '0', 0, null, undefined, {}, true])('is none: %s', (value) =>
    expect(unreadableMoney(value)).toBeNull(),
  );
  it.each(['included', 'Incl.', 'waived', 'FREE', 'FOC', 'as agreed', 'n/c'])('is nothing to pay: %s', (value) =>
    expect(unreadableMoney(value)).toBeNull(),
  );
});

describe('a currency', () => {
  it.each([
    ['usd', 'USD'],
    [' Eur ', 'EUR'],
    ['US$', 'USD'],
    ['rmb', 'CNY'],
    ['ＵＳＤ', 'USD'],
    ['HK$', 'HKD'],
    ['€', 'EUR'],
    ['CNY ', 'CNY'],
    ['CNY(RMB)', 'CNY'],
    ['U.S. Dollars', 'USD'],
    ['USD - US Dollar', 'USD'],
    ['JPY¥', 'JPY'],
    ['Yen', 'JPY'],
    ['RMB (CNY)', 'CNY'],
    ['RMB¥', 'CNY'],
    ['NTD$', 'TWD'],
  ])('written %s is %s', (text, code) => expect(currencyCode(text)).toBe(code));

  it.each(['AUD (USD)', 'EUR£', 'USDC', '$', '¥', 'XYZ', 'dollars?', '', '__proto__'])(
    'written %s is unknown',
    (text) => {
      expect(currencyCode(text)).toBeNull();
    },
  );

  it('that is unknown keeps its amount and notation', () => {
    expect(readMoney('12.50', 'USDC')).toEqual({ amount: '12.50', currency: null, written: 'USDC' });
    expect(readMoney('12.50')).toEqual({ amount: '12.50', currency: null });
    expect(readMoney('12.50', undefined, ' ', 'usd')).toEqual({ amount: '12.50', currency: 'USD' });
  });

  it.each([
    ['JPY', 0],
    ['USD', 2],
    ['BHD', 3],
    ['IQD', 3],
    ['HUF', 2],
    ['CLF', 4],
    [null, 2],
    ['constructor', 2],
  ])('%s has %s decimals, as ISO 4217 has it', (code, decimals) => expect(decimalsOf(code)).toBe(decimals));
});

it.each([
  ['2.345', 2, '2.35'],
  ['-2.345', 2, '-2.35'],
  ['-0.004', 2, '0.00'],
  ['9.99', 0, '10'],
  ['9.4', 2, '9.4'],
])('%s rounded to %s decimals is %s', (amount, decimals, rounded) => {
  expect(roundDecimal(amount, decimals)).toBe(rounded);
});
