import { describe, expect, it } from 'vitest';
import { DEFAULT_LATENESS, LATENESS_KEYS, limitOf } from './lateness-limits.ts';
import { latenessForm, readLateness } from './lateness-schema.ts';

const form = Object.fromEntries(LATENESS_KEYS.map((key) => [key, String(DEFAULT_LATENESS[key])]));

describe('the limits of lateness', () => {
  it('are read from a form', () => {
    expect(latenessForm.parse(form)).toEqual(DEFAULT_LATENESS);
  });

  it.each([
    ['ocean', '0', 'Enter a whole number from 1 to 90.'],
    ['ocean', '', 'Enter a whole number from 1 to 90.'],
    ['air', '1.5', 'Enter a whole number from 1 to 90.'],
    ['rail', '91', 'Enter a whole number from 1 to 90.'],
    ['truck', '241', 'Enter a whole number from 1 to 240.'],
    ['purchase_order', 'three', 'Enter a whole number from 1 to 90.'],
    ['other', 'Infinity', 'Enter a whole number from 1 to 90.'],
  ])('reject %s of %j', (key, text, message) => {
    const { error } = latenessForm.safeParse({ ...form, [key]: text });
    expect(error?.issues.map((issue) => [issue.path, issue.message])).toEqual([[[key], message]]);
  });

  it('are the defaults where nothing valid is stored', () => {
    for (const stored of [undefined, null, {}, [], 'x', { ocean: 0 }, { ocean: 'x' }])
      expect(readLateness(stored)).toEqual(DEFAULT_LATENESS);
    expect(readLateness({ ocean: 5, rail: -1 })).toEqual({ ...DEFAULT_LATENESS, ocean: 5 });
  });

  it('are those of other modes for a mode that nobody knows', () => {
    expect(limitOf(DEFAULT_LATENESS, 'truck')).toEqual({ amount: 4, unit: 'h' });
    for (const mode of [null, 'drone', '__proto__', 'constructor'])
      expect(limitOf(DEFAULT_LATENESS, mode)).toEqual({ amount: 3, unit: 'd' });
  });
});
