import type { Words } from './language.ts';
import { lookup } from './lookup.ts';

/** What texts are written with, where neither days nor names are part of them. */
export type Texts = Pick<Words, 't' | 'counted'>;

const t: Words['t'] = (english, values = {}) =>
  english.replace(/\{(\w+)\}/g, (name, key) => String(lookup(values, key) ?? name));

/** Texts as they are written in the source, which is English, with their values. For what is not shown on a page, such as the audit log. */
export const AS_WRITTEN: Texts = {
  t,
  counted: (n, one, many, values = {}) => t(n === 1 ? one : many, { ...values, n }),
};
