import type { Transaction } from '#db/client.ts';
import { listCurrentVersions, loadBodies } from '#lib/inbox/load-pending-events.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { orderVersions, type Version } from '#lib/projections/versions.ts';
import { normaliseEvents } from './normalise-events.ts';

/**
 * What to apply when versions of an event wait: them and the one that stands so far, the newest report last. The bodies of
 * others are read one event at a time, so that memory does not depend on how many versions there are.
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
