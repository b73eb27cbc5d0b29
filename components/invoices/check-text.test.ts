import { expect, it } from 'vitest';
import { checkText } from '#lib/words/check-text.ts';
import { share } from './share.ts';

it('a failed check has a text with exact amounts', () => {
  expect(checkText({ code: 'lines', expected: '6843.29', stated: '6743.29' }, 'USD')).toBe(
    'Lines add up to USD 6,843.29, the invoice total is USD 6,743.29',
  );
  expect(checkText({ code: 'balance', expected: '1200', stated: '1250' }, 'EUR')).toBe(
    'Total less credits is EUR 1,200.00, the stated balance is EUR 1,250.00',
  );
  expect(checkText({ code: 'currency', expected: 'USD', stated: 'EUR, USD' }, 'USD')).toBe(
    'Lines are in EUR, USD, the invoice in USD: the sum cannot be checked',
  );
  expect(checkText({ code: 'unknown_currency', expected: '', stated: 'Dollars?' }, null)).toBe(
    'Unknown currency Dollars?',
  );
});

it('a bar shows the open share of an amount, and nothing for a credit', () => {
  expect(share('25', ['25', '75'])).toBe('25.00%');
  expect(share('-5', ['-5', '100'])).toBe('0.00%');
  expect(share('0', ['0'])).toBe('0%');
});
