import { expect, it } from 'vitest';
import { wordsIn } from '#lib/words/translate.ts';
import { countText } from './count.ts';
import type { Words } from './language.ts';

it('shows counts up to a thousand', () => {
  const texts = (words: Words) => [0, 17, 1_000, 1_001].map((count) => countText(count, words));
  expect(texts(wordsIn('en'))).toEqual(['0', '17', '1,000', '1,000+']);
  expect(texts(wordsIn('de'))).toEqual(['0', '17', '1.000', '1.000+']);
});
