/** Tolerated difference of clocks: an actual or report time up to this far ahead of our clock is accepted. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

const DAY_MS = 24 * 3_600_000;

/**
 * The report time to use, and the stated one if that is implausible. A report time ahead of our clock is replaced by the time
 * when the event was learned. One that is more than a day ahead is from an unusable clock: it is replaced by a day before that,
 * so that it overrides no report of the same day. It depends on the event only, so the order of arrival does not matter.
 */
export function plausibleReport(reportedAt: string, learnedAt: string): { reportedAt: string; statedAt?: string } {
  const learned = Date.parse(learnedAt);
  const ahead = Date.parse(reportedAt) - learned;
  if (!(ahead > CLOCK_TOLERANCE_MS)) return { reportedAt };
  return { reportedAt: new Date(ahead > DAY_MS ? learned - DAY_MS : learned).toISOString(), statedAt: reportedAt };
}
