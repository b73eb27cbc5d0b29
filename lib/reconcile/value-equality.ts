import { fingerprint, isInstant } from './fingerprint.ts';

/**
 * Two notes of one moment are less than this apart, milliseconds. A webhook bears the time at which it was written, seconds after what
 * it tells of, and rounds it in its own way; what is shown, and what anybody acts on, is minutes.
 */
const MINUTE = 60_000;

/**
 * Whether two values of ours are one in two notations, or one moment that was noted down twice. Wider than `fingerprint`: for
 * telling people what differed, not for deciding whether something did.
 */
export function isSame(before: unknown, after: unknown): boolean {
  if (fingerprint(trimmed(before)) === fingerprint(trimmed(after))) return true;
  const [was, is] = [stampOf(before), stampOf(after)];
  if (!was || !is || fingerprint(was.rest) !== fingerprint(is.rest)) return false;
  return Math.abs(was.at - is.at) < MINUTE;
}

/** A decimal is the same with and without zeros at its end, and an empty text is nothing. */
function trimmed(value: unknown): unknown {
  if (value === '') return null;
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

/** The instant that a value states, and what it states beside; null for what is none, such as a day. */
function stampOf(value: unknown): { at: number; rest: object } | null {
  if (typeof value === 'string') return isInstant(value) ? { at: Date.parse(value), rest: {} } : null;
  const { occurredText, ...rest } = (value ?? {}) as { occurredText?: unknown };
  return typeof occurredText === 'string' && isInstant(occurredText) ? { at: Date.parse(occurredText), rest } : null;
}
