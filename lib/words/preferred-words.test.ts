import { expect, it } from 'vitest';
import { preferredWords } from './preferred-words.ts';

it.each([
  [null, null, 'en'],
  [null, 'de-AT,de;q=0.9,en;q=0.5', 'de'],
  [null, 'zh-TW,zh;q=0.8', 'zh'],
  [null, 'fr-FR,fr;q=0.9,de;q=0.4,en;q=0.2', 'de'],
  [null, 'fr,it', 'en'],
  [null, 'en;q=0, de;q=0.1', 'de'],
  [null, '*', 'en'],
  [null, ';;q=,,\u0000', 'en'],
  ['zh', 'de', 'zh'],
  ['fr', 'de', 'de'],
  ['__proto__', 'constructor', 'en'],
])('chosen %j, accepted %j: %s', (chosen, accepted, language) => {
  expect(preferredWords(chosen, accepted).language).toBe(language);
});
