import { hash } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { CHANGE_CHANNEL } from '#lib/inbox/jobs.ts';
import { log } from '#lib/log.ts';
import { stopAll } from '#lib/stop-all.ts';
import { memoryStore, type Store } from './store.ts';

/** Values that are costly to compute: counts, sums, the options of filters. */
export type Cache = {
  /** The cached value of a name, JSON; computed by `work` if none is fresh enough. Concurrent callers share one computation. */
  get<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Marks every value as older than the last change. */
  outdate(): void;
  stop(): Promise<void>;
};

/** Expiry of a value. */
const MAX_AGE_SECONDS = 300;
/** Maximum staleness after a change, as a multiple of the time the value takes to compute. */
const MAX_LAG_FACTOR = 20;

/**
 * Opens the cache: in this process, or in Redis for all processes if a URL is given. Values become outdated by changes that the
 * database announces, and by time. Keys in Redis are separate for each database.
 */
export async function openCache(sql: Sql, redisUrl: string | undefined, databaseUrl: string): Promise<Cache> {
  const cache = cacheOver(redisUrl ? await openRedis(redisUrl, databaseUrl) : memoryStore());
  const listening = await sql.listen(CHANGE_CHANNEL, cache.outdate, cache.outdate).catch((thrown: unknown) => {
    log.warn({ reason: messageOf(thrown) }, 'no notifications of changes; values are up to five minutes old');
    return null;
  });
  return {
    ...cache,
    async stop() {
      await stopAll([
        { 'notifications of changes': () => listening?.unlisten().catch(() => {}) },
        { store: () => cache.stop() },
      ]);
    },
  };
}

/** Redis has a third of all modules of a process that starts: they are loaded where it is used. */
async function openRedis(url: string, databaseUrl: string): Promise<Store> {
  const { redisStore } = await import('./redis-store.ts');
  return redisStore(url, hash('sha256', databaseUrl).slice(0, 12));
}

/** The cache over a store. */
export function cacheOver(store: Store, clock: () => number = Date.now): Cache {
  let changedAt = 0;
  const computing = new Map<string, Promise<unknown>>();
  const compute = async (name: string, work: () => Promise<unknown>) => {
    const madeAt = clock();
    const value = await work();
    await store.write(name, { value, madeAt, cost: clock() - madeAt }, MAX_AGE_SECONDS);
    return value;
  };
  return {
    async get<T>(name: string, work: () => Promise<T>): Promise<T> {
      const kept = await store.read(name);
      const isFresh = kept && (kept.madeAt > changedAt || clock() - kept.madeAt < kept.cost * MAX_LAG_FACTOR);
      if (isFresh) return kept.value as T;
      const shared = computing.get(name) ?? compute(name, work).finally(() => computing.delete(name));
      computing.set(name, shared);
      return (await shared) as T;
    },
    outdate: () => {
      changedAt = clock();
    },
    stop: () => store.stop(),
  };
}
