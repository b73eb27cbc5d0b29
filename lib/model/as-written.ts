import type { Words } from './language.ts';
import { lookup } from './lookup.ts';

/** What texts are written with, where neither days nor names are part of them. */
export type Texts = Pick<Words, 't' | 'counted'>;

type Values = Readonly<Record<string, string | number>>;

/** A text with its values. */
export function filled(text: string, values: Values, number: (value: number) => string): string {
  return text.replace(/\{(\w+)\}/g, (name, key) => {
    const value = lookup(values, key) ?? name;
    return typeof value === 'number' ? number(value) : value;
  });
}

/** A text of the source as it is shown: `To` of `To¦mail`. Texts of others, which may have a `¦` too, stay whole. */
export function withoutContext(english: string): string {
  return english.replace(/¦[a-z]+$/, '');
}

const t: Words['t'] = (english, values = {}) => filled(withoutContext(english), values, String);

/** Texts as they are written in the source, which is English, with their values. For what is not shown on a page, such as the audit log. */
export const AS_WRITTEN: Texts = {
  t,
  counted: (n, one, many, values = {}) => t(n === 1 ? one : many, { n, ...values }),
};
