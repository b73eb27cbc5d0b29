import { describe, expect, it } from 'vitest';
import { bounded } from './bounded.ts';

describe('a bounded key', () => {
  it('is unchanged if it is short', () => {
    for (const name of ['MSCU1234565', 'PO 77/é', '集装箱'.repeat(10), 'x'.repeat(300), ''])
      expect(bounded(name)).toBe(name);
  });

  it.each(['x', '运', '\u{1F69A}', '\ud83d', '%'])(
    'of ten thousand %j is short, and differs from a similar one',
    (letter) => {
      const [one, other] = [bounded(letter.repeat(10_000)), bounded(`${letter.repeat(10_000)}1`)];
      expect(encodeURIComponent(one).length).toBeLessThanOrEqual(300);
      expect(one).not.toBe(other);
      expect(bounded(one)).toBe(one);
    },
  );
});
