import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import { messageOf } from '#lib/errors.ts';
import type { SettledEvent } from '#lib/inbox/load-pending-events.ts';
import type { Normalised } from '#lib/pipeline/normalise-events.ts';

type Outcome = { state: string; reason: string | null; reportedAt: string | null };

/** Records the events whose state differs with today's rules. Pending events stay pending. */
export async function recordOutcomes(
  tx: Transaction,
  events: readonly SettledEvent[],
  normalised: Normalised,
): Promise<void> {
  const outcomes = outcomesOf(normalised);
  const changed = events.flatMap((event) => {
    const outcome = outcomes.get(event.id) ?? { state: 'unavailable', reason: null, reportedAt: null };
    const unread = outcome.state === 'unavailable' || outcome.state === 'failed';
    if (!unread && (event.state === 'pending' || isSame(event, outcome))) return [];
    return [{ eventId: event.id, ...outcome }];
  });
  // An event that differed when it was read before may not differ now.
  await tx`delete from rebuild_events where event_id = any(${events.map(({ id }) => id)}::uuid[])`;
  await upsertRows(tx, 'rebuildEvents', changed);
}

function outcomesOf({ events, suspects, versioned, settlements, failures }: Normalised): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  const versions = [...versioned.values()].flat().map(({ event }) => event);
  for (const { id, reportedAt } of [...events, ...suspects, ...versions])
    outcomes.set(id, { state: 'processed', reason: null, reportedAt });
  for (const { id, state, reason = null } of settlements) outcomes.set(id, { state, reason, reportedAt: null });
  for (const { id, thrown } of failures)
    outcomes.set(id, { state: 'failed', reason: messageOf(thrown).slice(0, 2_000), reportedAt: null });
  return outcomes;
}

function isSame(event: Outcome, outcome: Outcome): boolean {
  return event.state === outcome.state && event.reason === outcome.reason && event.reportedAt === outcome.reportedAt;
}
