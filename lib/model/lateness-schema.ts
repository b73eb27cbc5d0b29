import { z } from 'zod';
import {
  DEFAULT_LATENESS,
  LATENESS_KEYS,
  LATENESS_UNITS,
  type LatenessKey,
  type LatenessLimits,
  type LatenessUnit,
  MAX_LATENESS,
} from './lateness-limits.ts';

const WHAT: Readonly<Record<LatenessUnit, string>> = {
  d: 'Calendar days from which an arrival is late.',
  h: 'Hours from which an arrival is late.',
};

const amount = (unit: LatenessUnit) => {
  const message = `Enter a whole number from 1 to ${MAX_LATENESS[unit]}.`;
  return z.int(message).min(1, message).max(MAX_LATENESS[unit], message).describe(WHAT[unit]);
};

const shape = Object.fromEntries(LATENESS_KEYS.map((key) => [key, amount(LATENESS_UNITS[key])])) as Record<
  LatenessKey,
  ReturnType<typeof amount>
>;

/** All limits. */
export const latenessSchema = z.strictObject(shape);

/** Some limits, which replace those that apply. */
export const latenessBody = latenessSchema.partial();

/** All limits, as a form states them. */
export const latenessForm = z.preprocess((form) => {
  const entered = new Map(Object.entries(form ?? {}));
  return Object.fromEntries(LATENESS_KEYS.map((key) => [key, Number(entered.get(key) || Number.NaN)]));
}, latenessSchema);

/** Stored limits; the default where one is missing, as it is for a mode that was added since. */
export function readLateness(stored: unknown): LatenessLimits {
  const known = new Map(Object.entries(stored ?? {}));
  const limits = { ...DEFAULT_LATENESS };
  for (const key of LATENESS_KEYS) {
    const parsed = latenessSchema.shape[key].safeParse(known.get(key));
    if (parsed.success) limits[key] = parsed.data;
  }
  return limits;
}
