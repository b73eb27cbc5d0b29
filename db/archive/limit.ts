/** The beginning of the month, UTC, that is so many months before the present one. */
export function monthsAgo(months: number, now: Date = new Date()): Date {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months));
}

/** The beginning of the month of a day, YYYY-MM-DD, UTC; null for anything else. */
export function startOfMonth(day: string): Date | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return null;
  const parsed = new Date(`${day}T00:00:00.000Z`);
  // JavaScript takes 2026-02-31 as 3 March.
  if (Number.isNaN(parsed.getTime()) || !parsed.toISOString().startsWith(day)) return null;
  return new Date(Date.UTC(parsed.getUTCFullYear(), parsed.getUTCMonth()));
}
