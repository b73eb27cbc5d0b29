import { describe, expect, it } from 'vitest';
import { isPlaceholder } from './placeholder.ts';

describe('a placeholder', () => {
  it.each([
    'N/A',
    'n/a',
    'N.A.',
    'TBD',
    'tba',
    'TBN',
    'None',
    'null',
    'Unknown',
    'XXX',
    '-',
    '--',
    '?',
    '000000',
    'To be advised',
  ])('is %s', (text) => expect(isPlaceholder(text)).toBe(true));

  it.each(['NA', 'NONE-1', 'TBDU1234567', 'XPO', '0001', 'PO 0', '10', '', 'Unknown Ltd'])('is not %s', (text) =>
    expect(isPlaceholder(text)).toBe(false),
  );
});
