import { fingerprint, isInstant } from './fingerprint.ts';

/**
 * Times that differ by less are treated as one: a webhook is written seconds after the event that it reports, webhooks and API round
 * differently, and screens show minutes.
 */
const TIME_TOLERANCE_MS = 60_000;

/**
 * Whether two values are equal up to notation, or times within `TIME_TOLERANCE_MS`. More tolerant than `fingerprint`: it selects the
 * differences that are shown as drift, and does not decide whether a snapshot is stored.
 */
export function isSameForDrift(before: unknown, after: unknown): boolean {
  if (fingerprint(trimmed(before)) === fingerprint(trimmed(after))) return true;
  const [was, is] = [instantOf(before), instantOf(after)];
  if (!was || !is || fingerprint(was.rest) !== fingerprint(is.rest)) return false;
  return Math.abs(was.at - is.at) < TIME_TOLERANCE_MS;
}

/** Removes trailing zeros of a decimal; an empty text becomes null. */
function trimmed(value: unknown): unknown {
  if (value === '') return null;
  return typeof value === 'string' && /^-?\d+\.\d+$/.test(value) ? value.replace(/\.?0+$/, '') : value;
}

/** The instant in a value, and its other fields; null without an instant, for example for a day. */
function instantOf(value: unknown): { at: number; rest: object } | null {
  if (typeof value === 'string') return isInstant(value) ? { at: Date.parse(value), rest: {} } : null;
  const { occurredText, ...rest } = (value ?? {}) as { occurredText?: unknown };
  return typeof occurredText === 'string' && isInstant(occurredText) ? { at: Date.parse(occurredText), rest } : null;
}
