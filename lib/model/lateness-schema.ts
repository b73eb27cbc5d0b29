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

const amount = (unit: LatenessUnit) => {
  const message = `Enter a whole number from 1 to ${MAX_LATENESS[unit]}.`;
  return z.coerce.number(message).int(message).min(1, message).max(MAX_LATENESS[unit], message);
};

/** All limits, as a form states them. */
export const latenessSchema = z.object(
  Object.fromEntries(LATENESS_KEYS.map((key) => [key, amount(LATENESS_UNITS[key])])) as Record<
    LatenessKey,
    ReturnType<typeof amount>
  >,
);

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
