import { ArchiveFault } from '#db/archive/archive-fault.ts';
import type { Transaction } from '#db/client.ts';
import { listCurrentVersions, loadBodies } from '#lib/inbox/load-pending-events.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { orderVersions, type Version } from '#lib/projections/versions.ts';
import { normaliseEvents } from './normalise-events.ts';

/**
 * The versions to apply when some are pending: those and the applied ones with the latest report, newest report last. At most three
 * applied ones are loaded, so memory does not depend on their number. Throws `ArchiveFault` if the bytes of one cannot be read.
 */
export async function withCurrentVersions(
  tx: Transaction,
  first: string,
  pending: readonly Version[],
): Promise<readonly NormalisedEvent[]> {
  const current = await listCurrentVersions(
    tx,
    first,
    pending.map(({ event }) => event.id),
  );
  const bodies = await loadBodies(
    tx,
    current.map(({ deliveryId }) => deliveryId),
  );
  const { versioned, failures } = normaliseEvents(current, bodies, new Set());
  // Without the current version, an older one would take its place.
  const lost = failures.find(({ thrown }) => thrown instanceof ArchiveFault);
  if (lost) throw lost.thrown;
  return orderVersions([...pending, ...(versioned.get(first) ?? [])]);
}
