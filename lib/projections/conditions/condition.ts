import type { ExceptionEntity } from '#db/schema/exceptions.ts';
import { bounded } from '#lib/model/bounded.ts';
import type { ExceptionDetails, ExceptionType, Severity } from '#lib/model/exception.ts';
import type { Claim, ClaimHistory, Ledger, Source } from '../ledger.ts';
import type { RowOf } from '../projection.ts';

/** What is or will be wrong with an entity; as a row of `exceptionConditions`, with the event that is its evidence. */
export type Condition = {
  type: ExceptionType;
  part: string;
  severity: Severity;
  opensAt: string;
  endsAt?: string | null;
  deadline?: string | null;
  source: Source;
  details: ExceptionDetails;
};

/** The rows of conditions by key. Of two with one type and part, the one that opens first is kept. */
export function conditionRows(
  entityType: ExceptionEntity,
  entityId: string,
  conditions: readonly Condition[],
): Map<string, RowOf<'exceptionConditions'>> {
  const rows = new Map<string, RowOf<'exceptionConditions'>>();
  for (const { type, part: whole, source, endsAt = null, deadline = null, details, ...rest } of conditions) {
    if (endsAt !== null && endsAt <= rest.opensAt) continue;
    const part = bounded(whole);
    const key = `${entityId} ${type} ${part}`;
    const known = rows.get(key);
    if (known && known.opensAt <= rest.opensAt) continue;
    const evidence = { evidenceAt: source.reportedAt, eventId: source.id };
    rows.set(key, {
      entityType,
      entityId,
      type,
      part,
      ...rest,
      endsAt,
      deadline,
      ...evidence,
      details: stated(details),
    });
  }
  return rows;
}

/** Details without those that are undefined, as they are stored. */
function stated(details: ExceptionDetails): ExceptionDetails {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));
}

/** An instant from milliseconds since 1970; null if there is none. */
export function instantOf(ms: number): string | null {
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}

/** The instant some hours before another one. */
export function hoursBefore(instant: string, hours: number): string {
  return new Date(Date.parse(instant) - hours * 3_600_000).toISOString();
}

/**
 * The value before the current one, and the event that first stated the current one. Null if the value never changed: a value that
 * returned to its first one counts as unchanged.
 */
export function lastChange(
  { events }: Ledger,
  history: ClaimHistory | undefined,
  current: Claim | undefined,
  isSame: (one: Claim[0], other: Claim[0]) => boolean,
): { before: Claim[0]; source: Source } | null {
  if (!history || !current) return null;
  let since = current[1];
  for (const [value, first] of history) if (value !== null && isSame(value, current[0])) since = Math.min(since, first);
  const before = history
    .filter(([value, first]) => value !== null && !isSame(value, current[0]) && first < since)
    .reduce<Claim | null>((latest, claim) => (latest && latest[2] > claim[2] ? latest : claim), null);
  const source = events[since];
  return before && source ? { before: before[0], source } : null;
}
