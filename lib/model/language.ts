import type { Moment } from './time.ts';

/** The languages of pages, by BCP 47 tag, each by its own name. The first is that of the source, of files, messages and the REST API. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', zh: '简体中文' } as const;
export type Language = keyof typeof LANGUAGES;

/** How texts are written in one language. */
export type Words = {
  language: Language;
  /**
   * A text by its English form, in which `{name}` stands for a value; numbers are written as by `number`. A text without a translation stays
   * English. A word behind a `¦` is not shown: it tells apart what English has one word for, `To¦mail`.
   */
  t(english: string, values?: Readonly<Record<string, string | number>>): string;
  /** Text about a count: `one` for 1, else `many`, in which `{n}` is the count, if `values` has no other text for it. */
  counted(n: number, one: string, many: string, values?: Readonly<Record<string, string | number>>): string;
  /** A number with the separators of the language, at most three decimals: `1,200.5`, `1.200,5`. */
  number(value: number): string;
  /** Those of the texts that are not empty, as a list: `A, B`, `A、B`. */
  list(texts: readonly (string | false | null | undefined)[]): string;
  /** A text as it is written within a sentence: English names of things begin with a small letter there, those of other languages do not change. */
  inside(text: string): string;
  /** A day, YYYY-MM-DD: `12 Mar`, `12. März`; with the year when it is not this one. */
  day(day: string): string;
  /** A moment, as `momentText` writes it: `12 Mar 14:30 +08:00`, `12 Mar 08:00–12:00 +08:00`, `12 Mar`. `shownIn`: the time zone in which somebody wants all times. */
  moment(moment: Moment, timeZone?: string | null, shownIn?: string | null): string;
};
