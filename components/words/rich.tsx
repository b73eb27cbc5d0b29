import { Fragment, type ReactNode } from 'react';
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';

/** A text by its English form, in which `{name}` stands for a part of the page: a link, a time, a key. */
export function rich({ t }: Words, english: string, parts: Readonly<Record<string, ReactNode>>): ReactNode {
  return t(english)
    .split(/\{(\w+)\}/)
    .map((text, at) => (at % 2 === 0 ? text : <Fragment key={text}>{lookup(parts, text)}</Fragment>));
}
