/** The bytes of one body that is being read. */
export type ByteLease = {
  /** Counts bytes that arrived. False when there is no room: the body must be given up. */
  add(bytes: number): boolean;
  /** Counts bytes that are no longer held. */
  remove(bytes: number): void;
  /** The body is whole; from now on it cannot be given up for the sake of another. */
  hold(): void;
  release(): void;
};

export type ByteBudget = {
  /** `giveUp` is called when the body has to make room; its lease is released by then. */
  lease(giveUp: () => void): ByteLease;
  used(): number;
};

type Entry = { bytes: number; evictable: boolean; giveUp: () => void };

/**
 * Bounds the bytes of all bodies in memory together. When a body finds no room, those that have been arriving for the
 * longest are given up first: an honest sender is done within moments, so a slow flood pushes out itself.
 */
export function byteBudget(limit: number): ByteBudget {
  // In the order of arrival.
  const entries = new Set<Entry>();
  let used = 0;
  const release = (entry: Entry) => {
    if (!entries.delete(entry)) return;
    used -= entry.bytes;
  };
  const makeRoom = (needed: number, keep: Entry) => {
    for (const entry of entries) {
      if (used + needed <= limit) return;
      if (entry === keep || !entry.evictable || entry.bytes === 0) continue;
      release(entry);
      entry.giveUp();
    }
  };
  return {
    used: () => used,
    lease(giveUp) {
      const entry: Entry = { bytes: 0, evictable: true, giveUp };
      entries.add(entry);
      return {
        add(bytes) {
          if (!entries.has(entry)) return false;
          if (used + bytes > limit) makeRoom(bytes, entry);
          if (used + bytes > limit) return false;
          entry.bytes += bytes;
          used += bytes;
          return true;
        },
        remove(bytes) {
          if (!entries.has(entry)) return;
          entry.bytes -= bytes;
          used -= bytes;
        },
        hold() {
          entry.evictable = false;
        },
        release: () => release(entry),
      };
    },
  };
}
