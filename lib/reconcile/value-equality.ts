import { fingerprint, isInstant } from './fingerprint.ts';

/** Two records of one time differ by this at most: webhooks and API round differently. */
const ROUNDING_MS = 5_000;
/** Or by less than this, where one of them has no seconds. */
const MINUTE = 60_000;

/**
 * Whether two values are one value in two notations, or one time that was recorded twice. More tolerant than `fingerprint`: it
 * selects the differences that are shown as drift, and does not decide whether a snapshot is stored.
 */
export function isSame(before: unknown, after: unknown): boolean {
  if (fingerprint(trimmed(before)) === fingerprint(trimmed(after))) return true;
  const [was, is] = [stampOf(before), stampOf(after)];
  if (!was || !is || fingerprint(was.rest) !== fingerprint(is.rest)) return false;
  const apart = Math.abs(was.at - is.at);
  return apart <= ROUNDING_MS || (apart < MINUTE && [was.at, is.at].some((at) => at % MINUTE === 0));
}

/** Removes trailing zeros of a decimal; an empty text becomes null. */
function trimmed(value: unknown): unknown {
  if (value === '') return null;
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

/** The instant in a value, and its other fields; null without an instant, for example for a day. */
function stampOf(value: unknown): { at: number; rest: object } | null {
  if (typeof value === 'string') return isInstant(value) ? { at: Date.parse(value), rest: {} } : null;
  const { occurredText, ...rest } = (value ?? {}) as { occurredText?: unknown };
  return typeof occurredText === 'string' && isInstant(occurredText) ? { at: Date.parse(occurredText), rest } : null;
}
