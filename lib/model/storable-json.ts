import { cleanText } from './clean-text.ts';

/** JSON that may need cleaning: with non-ASCII characters, plain or escaped. Escapes of `"`, `\`, `/` and line ends are clean. */
const SUSPECT = /[^\t\n\r -~]|\\[ubf]/;

/**
 * Parses JSON from outside, with all text cleaned for storing and comparing (`cleanText`). The bytes of the delivery are stored
 * unchanged. Throws what `JSON.parse` throws.
 */
export function parseStorable(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return isStorable(text) ? value : storable(value);
}

/** Whether all text of a JSON document can be stored unchanged. */
export function isStorable(text: string): boolean {
  return !SUSPECT.test(text);
}

/** Nothing that is read lies so deep, and the stack goes no deeper than some thousand levels. */
const MAX_DEPTH = 100;

/**
 * A parsed value with all text cleaned. In keys only characters that PostgreSQL cannot store are removed, so that different keys
 * stay different. What is nested deeper than 100 levels is null.
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
