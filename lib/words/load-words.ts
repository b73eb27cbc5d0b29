import type { Language, Words } from '#lib/model/language.ts';
import { wordsOf } from './words-of.ts';

const loaded = new Map<Language, Promise<Words>>();

const MESSAGES = {
  de: () => import('./messages/de.json', { with: { type: 'json' } }),
  zh: () => import('./messages/zh.json', { with: { type: 'json' } }),
};

/** How texts are written in a language; its messages are loaded once, where they are needed. For the browser, and for rendering its components. */
export function loadWords(language: Exclude<Language, 'en'>): Promise<Words> {
  const words =
    loaded.get(language) ?? MESSAGES[language]().then(({ default: messages }) => wordsOf(language, messages));
  loaded.set(language, words);
  // What failed is tried again by whoever asks next.
  words.catch(() => loaded.delete(language));
  return words;
}
