import { LRUCache } from 'lru-cache';

/** A computed value: when its computation began, and how long it took, milliseconds. */
export type CacheEntry = { value: unknown; madeAt: number; cost: number };

/** A store for values of some minutes. Its methods never throw: a value that cannot be read is computed again. */
export type Store = {
  read(key: string): Promise<CacheEntry | null>;
  write(key: string, kept: CacheEntry, seconds: number): Promise<void>;
  stop(): Promise<void>;
};

/** Maximum of values in this process; the least recently used one is dropped first. */
const MAX_ENTRIES = 1_000;

/** Stores values in this process. */
export function memoryStore(): Store {
  const all = new LRUCache<string, CacheEntry>({ max: MAX_ENTRIES });
  return {
    read: async (key) => all.get(key) ?? null,
    async write(key, kept, seconds) {
      all.set(key, kept, { ttl: seconds * 1_000 });
    },
    async stop() {},
  };
}
