import type { Transaction } from '#db/client.ts';
import { listStandingVersions, loadBodies } from '#lib/inbox/load-pending-events.ts';
import type { Said } from '#lib/projections/apply.ts';
import { inVersions, type Version } from '#lib/projections/versions.ts';
import { normaliseEvents } from './normalise-events.ts';

/**
 * What to apply when versions of an event wait: them and the one that stands so far, the newest report last. The bodies of
 * others are read one event at a time, so that memory does not depend on how many versions there are.
 */
export async function withStandingVersions(
  tx: Transaction,
  first: string,
  waiting: readonly Version[],
): Promise<readonly Said[]> {
  const standing = await listStandingVersions(
    tx,
    first,
    waiting.map(({ said }) => said.id),
  );
  const bodies = await loadBodies(
    tx,
    standing.map(({ deliveryId }) => deliveryId),
  );
  const { versioned } = normaliseEvents(standing, bodies, new Set());
  return inVersions([...waiting, ...(versioned.get(first) ?? [])]);
}
