import { setTimeout as sleep } from 'node:timers/promises';
import { openRedis } from '#lib/redis.ts';
import type { CacheEntry, Store } from './store.ts';

/** A slower answer of Redis is ignored. */
const REDIS_TIMEOUT_MS = 300;

/** Stores values in Redis, for all processes of one installation. While Redis is unavailable nothing is cached. */
export function redisStore(url: string, installation: string): Store {
  const nameOf = (key: string) => `fairlead:${installation}:${key}`;
  const client = openRedis(url, { failsFast: true, consequence: 'values are computed each time' });
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
