import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@redis/client';
import { LRUCache } from 'lru-cache';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

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

/** A slower answer of Redis is ignored. */
const REDIS_TIMEOUT_MS = 300;

/** Stores values in Redis, for all processes of one installation. While Redis is unavailable nothing is cached. */
export function redisStore(url: string, installation: string): Store {
  const nameOf = (key: string) => `fairlead:${installation}:${key}`;
  const client = createClient({ url, disableOfflineQueue: true, socket: { connectTimeout: 2_000 } });
  let warned = false;
  client.on('error', (error: unknown) => {
    if (!warned) log.warn({ reason: messageOf(error) }, 'Redis cannot be reached; values are computed each time');
    warned = true;
  });
  client.on('ready', () => {
    warned = false;
  });
  const connected = client.connect().catch(() => {});
  const attempt = async <T>(act: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      // A connected Redis that does not answer must not delay a page.
      return await Promise.race([act(), sleep(REDIS_TIMEOUT_MS, otherwise, { ref: false })]);
    } catch {
      return otherwise;
    }
  };
  return {
    read: (key) =>
      attempt(async () => {
        const text = await client.get(nameOf(key));
        return text === null ? null : (JSON.parse(text) as CacheEntry);
      }, null),
    write: (key, kept, seconds) =>
      attempt(async () => {
        await client.set(nameOf(key), JSON.stringify(kept), { expiration: { type: 'EX', value: seconds } });
      }, undefined),
    async stop() {
      client.destroy();
      await connected;
    },
  };
}
