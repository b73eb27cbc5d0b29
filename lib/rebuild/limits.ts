/** Limits of one transaction: it takes well under five seconds, and its memory does not depend on the amount of stored data. */
export type Limits = { events: number; bodyBytes: number; entities: number };

export const LIMITS: Limits = { events: 1_000, bodyBytes: 4 * 1024 * 1024, entities: 300 };

/** After a longer step the next one gets half of its limits, milliseconds. */
const SLOW_MS = 2_000;

/** After a shorter step the next one gets twice its limits, milliseconds. */
const FAST_MS = 500;

/** The smallest limits as a share of the largest: each transaction has a cost of its own, and a pass must outrun the webhooks. */
const LEAST = 1 / 16;

/**
 * The limits of the step after one that took `ms`, at most `most`: on a slow or busy database, and for large ledgers, less is done in
 * one transaction, and more again afterwards.
 */
export function nextLimits(limits: Limits, most: Limits, ms: number): Limits {
  const factor = ms > SLOW_MS ? 0.5 : ms < FAST_MS ? 2 : 1;
  const next = (limit: keyof Limits) => {
    const [largest, least] = [most[limit], Math.ceil(most[limit] * LEAST)];
    return Math.max(least, Math.min(largest, Math.floor(limits[limit] * factor)));
  };
  return { events: next('events'), bodyBytes: next('bodyBytes'), entities: next('entities') };
}
