import { hash } from 'node:crypto';

/** A row of a B-tree holds at most 2,704 bytes, and the key of a milestone is four names in this notation and a time. */
const MAX_ENCODED = 300;
/** Every character takes at most so many in that notation. */
const MAX_EXPANSION = 9;

/**
 * A name as an index can hold it. Names of any sane length stay as they are; of a longer one the beginning is kept, and a
 * digest that keeps it apart from others with the same beginning.
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
