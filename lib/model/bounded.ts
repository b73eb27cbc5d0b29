import { hash } from 'node:crypto';

/** The largest value of an integer column. */
export const MAX_INTEGER = 2_147_483_647;

/** A B-tree row holds at most 2,704 bytes, and the key of a milestone is four encoded ids and a time. */
const MAX_ENCODED = 300;
/** Maximum encoded length of one character. */
const MAX_EXPANSION = 9;

/**
 * An id that fits into an index. Ids of normal length are unchanged; a longer one is truncated, with a digest that keeps it
 * unique.
 */
export function bounded(name: string): string {
  if (name.length * MAX_EXPANSION <= MAX_ENCODED) return name;
  const whole = name.toWellFormed();
  if (encodeURIComponent(whole).length <= MAX_ENCODED) return whole;
  let beginning = '';
  let size = 0;
  for (const character of whole) {
    size += encodeURIComponent(character).length;
    if (size > MAX_ENCODED - 20) break;
    beginning += character;
  }
  return `${beginning}~${hash('sha256', whole).slice(0, 16)}`;
}
