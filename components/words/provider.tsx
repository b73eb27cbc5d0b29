'use client';
import { createContext, type ReactNode, use, useContext } from 'react';
import type { Language, Words } from '#lib/model/language.ts';
import { loadWords } from '#lib/words/load-words.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

const Context = createContext(ENGLISH);

/** Provides the words of a language to components of the browser; what is rendered waits until its messages are loaded. */
export function WordsProvider({ language, children }: { language: Language; children: ReactNode }) {
  return <Context value={language === 'en' ? ENGLISH : use(loadWords(language))}>{children}</Context>;
}

/** How texts are written for the user. Components of the server get `app/words.ts` under the same name, `#words`. */
export function useWords(): Words {
  return useContext(Context);
}
