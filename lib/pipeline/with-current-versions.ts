import type { Transaction } from '#db/client.ts';
import { listCurrentVersions, loadBodies } from '#lib/inbox/load-pending-events.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { orderVersions, type Version } from '#lib/projections/versions.ts';
import { normaliseEvents } from './normalise-events.ts';

/**
 * The versions to apply when some are pending: those and the applied ones with the latest report, newest report last. At most three
 * applied ones are loaded, so memory does not depend on their number.
 */
export async function withCurrentVersions(
  tx: Transaction,
  first: string,
  waiting: readonly Version[],
): Promise<readonly NormalisedEvent[]> {
  const standing = await listCurrentVersions(
    tx,
    first,
    waiting.map(({ event }) => event.id),
  );
  const bodies = await loadBodies(
    tx,
    standing.map(({ deliveryId }) => deliveryId),
  );
  const { versioned } = normaliseEvents(standing, bodies, new Set());
  return orderVersions([...waiting, ...(versioned.get(first) ?? [])]);
}
