import { fingerprint, isInstant } from './fingerprint.ts';

/**
 * Two records of one time are less than this apart, milliseconds: a webhook is written seconds after what it reports, webhooks and API
 * round differently, and screens show minutes.
 */
const MINUTE = 60_000;

/**
 * Whether two values are one value in two notations, or one time that was recorded twice. More tolerant than `fingerprint`: it
 * selects the differences that are shown as drift, and does not decide whether a snapshot is stored.
 */
export function isSame(before: unknown, after: unknown): boolean {
  if (fingerprint(trimmed(before)) === fingerprint(trimmed(after))) return true;
  const [was, is] = [stampOf(before), stampOf(after)];
  if (!was || !is || fingerprint(was.rest) !== fingerprint(is.rest)) return false;
  return Math.abs(was.at - is.at) < MINUTE;
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
