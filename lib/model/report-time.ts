/** How far two clocks may differ, milliseconds: a fact or a report this much ahead of our clock is believed. */
export const CLOCK_TOLERANCE_MS = 10 * 60_000;

const DAY_MS = 24 * 3_600_000;

/**
 * When a report counts as made, and what it stated where that is not believed. Nothing is reported before it is learned: a
 * report ahead of our clock counts as made when we learned of it. One that is more than a day ahead comes from a clock
 * that tells nothing; it counts as made a day before we learned of it, so that it outweighs no report of the same day.
 * Depends on nothing but the event, so the order of arrival still does not matter.
 */
export function plausibleReport(reportedAt: string, learnedAt: string): { reportedAt: string; statedAt?: string } {
  const learned = Date.parse(learnedAt);
  const ahead = Date.parse(reportedAt) - learned;
  if (!(ahead > CLOCK_TOLERANCE_MS)) return { reportedAt };
  return { reportedAt: new Date(ahead > DAY_MS ? learned - DAY_MS : learned).toISOString(), statedAt: reportedAt };
}
