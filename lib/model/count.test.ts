import { expect, it } from 'vitest';
import { countText } from './count.ts';

it('shows counts up to a thousand', () => {
  expect([0, 17, 1_000, 1_001].map(countText)).toEqual(['0', '17', '1,000', '1,000+']);
});
