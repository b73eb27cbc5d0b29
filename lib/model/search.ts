import { searchable } from './reference.ts';

/** Stands before and after each term, so that a pattern can name the beginning and the end of one. No term contains it. */
const BETWEEN = '\n';

/** Stands before a number that a shipment does not have any more. No typed text contains it. */
const FORMER = '=';

/** Characters of one term at most, and of all terms of a shipment or record: a hostile list of references costs no more than this. */
const MAX_TERM = 200;
const MAX_TERMS = 100_000;

/** Shorter text is searched at the beginning of terms only: an index of three letters cannot find it inside of one. */
const SHORTEST_PART = 3;

/**
 * The texts by which something is found, as they are stored: each in its search form, between line breaks, once and sorted. Null
 * without any. `former`: numbers that it had; they are marked, so that one can be named as a whole.
 */
export function searchTerms(texts: Iterable<string | null | undefined>, former: Iterable<string> = []): string | null {
  const terms = new Set<string>();
  let length = 0;
  for (const term of termsOf(texts, former)) {
    if (terms.has(term)) continue;
    length += term.length + 1;
    if (length > MAX_TERMS) break;
    terms.add(term);
  }
  return terms.size === 0 ? null : `${BETWEEN}${[...terms].sort().join(BETWEEN)}${BETWEEN}`;
}

function* termsOf(texts: Iterable<string | null | undefined>, former: Iterable<string>): Generator<string> {
  for (const text of texts) {
    const term = termOf(text ?? '');
    if (term !== '') yield term;
  }
  for (const number of former) {
    const term = termOf(number);
    if (term !== '') yield* [term, FORMER + term];
  }
}

/** The pattern for `like` of a number that a shipment had; null if it contains no letter and no digit. */
export function formerPattern(number: string): string | null {
  const term = termOf(number);
  return term === '' ? null : `%${BETWEEN}${FORMER}${term}${BETWEEN}%`;
}

/** The patterns of a search for `like`, the best match first: the whole term, its beginning, and any part of it. */
export type SearchPatterns = { whole: string; beginning: string; any: string };

/**
 * The patterns of a typed text; null if it contains no letter and no digit, which matches nothing. `any` is the beginning for one or
 * two characters. Nothing has to be escaped: the search form has letters and digits only.
 */
export function searchPatterns(typed: string): SearchPatterns | null {
  const needle = termOf(typed);
  if (needle === '') return null;
  const beginning = `%${BETWEEN}${needle}%`;
  const isShort = [...needle].length < SHORTEST_PART;
  return { whole: `%${BETWEEN}${needle}${BETWEEN}%`, beginning, any: isShort ? beginning : `%${needle}%` };
}

/** A cut may divide a character of two units; PostgreSQL rejects half of one. */
function termOf(text: string): string {
  return searchable(text).slice(0, MAX_TERM).toWellFormed();
}
