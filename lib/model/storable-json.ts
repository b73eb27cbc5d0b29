import { cleanText } from './clean-text.ts';

/** JSON whose text may need cleaning: what is not ASCII, as it is or escaped. Escapes of `"`, `\`, `/` and line ends are clean. */
const SUSPECT = /[^\t\n\r -~]|\\[ubf]/;

/**
 * Parses JSON that came from outside, with all of its text as it can be stored and compared (`cleanText`). The bytes of the
 * delivery are kept as they came. Throws what `JSON.parse` throws.
 */
export function parseStorable(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return isStorable(text) ? value : storable(value);
}

/** Whether all that some JSON says can be stored as it is. */
export function isStorable(text: string): boolean {
  return !SUSPECT.test(text);
}

/** Nothing that is read lies so deep, and the stack goes no deeper than some thousand levels. */
const MAX_DEPTH = 100;

/**
 * A parsed value with all of its text as it can be stored. The names of fields lose only what no database holds: two that differ stay
 * two. What is nested deeper than a hundred levels is null.
 */
export function storable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((one) => storable(one, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [storableName(key), storable(one, depth + 1)]));
}

function storableName(name: string): string {
  return (name.includes('\0') ? name.replaceAll('\0', '') : name).toWellFormed();
}
