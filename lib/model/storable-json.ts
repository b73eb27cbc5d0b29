/** How text that PostgreSQL cannot hold is written in JSON: NUL, and any half of a surrogate pair. */
const ESCAPED = /\\u(?:0000|d[89a-f])/i;

/**
 * Parses JSON that came from outside, so that all of its text can be stored: NUL is dropped, half of a surrogate pair (a name
 * cut in the middle of an emoji) is replaced by U+FFFD. The bytes of the delivery are kept as they came. Throws what
 * `JSON.parse` throws.
 */
export function parseStorable(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return isStorable(text) ? value : storable(value);
}

/** Whether all that some JSON says can be stored as it is. */
export function isStorable(text: string): boolean {
  return !ESCAPED.test(text);
}

/** A parsed value with all of its text as it can be stored. */
export function storable(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(storable);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storableText(key), storable(one)]));
}

function storableText(text: string): string {
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
}
