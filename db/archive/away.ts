import type { StoreAway } from './archive-fault.ts';
import type { ArchiveStore } from './store.ts';

/** After a store was not reached, so many milliseconds pass before somebody waits for it again who cannot wait long. */
const PAUSE_MS = 5_000;

const seen = new WeakMap<ArchiveStore, { until: number; fault: StoreAway }>();

/** Why a store was not reached a moment ago. */
export function knownAway(store: ArchiveStore): StoreAway | undefined {
  const away = seen.get(store);
  return away && performance.now() < away.until ? away.fault : undefined;
}

export function noteAway(store: ArchiveStore, fault: StoreAway): void {
  seen.set(store, { until: performance.now() + PAUSE_MS, fault });
}
