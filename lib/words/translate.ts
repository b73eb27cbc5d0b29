import type { Language, Words } from '#lib/model/language.ts';
import de from './messages/de.json' with { type: 'json' };
import zh from './messages/zh.json' with { type: 'json' };
import { ENGLISH, wordsOf } from './words-of.ts';

const WORDS: Record<Language, Words> = { en: ENGLISH, de: wordsOf('de', de), zh: wordsOf('zh', zh) };

/** How texts are written in a language. For the server: it holds the messages of all languages. */
export function wordsIn(language: Language): Words {
  return WORDS[language];
}
