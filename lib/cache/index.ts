import { hash } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { CHANGE_CHANNEL } from '#lib/inbox/jobs.ts';
import { log } from '#lib/log.ts';
import { stopAll } from '#lib/stop-all.ts';
import { memoryStore, redisStore, type Store } from './store.ts';

/** Values that cost something to work out: counts, sums, what filters offer. */
export type Cache = {
  /** The value under a name, JSON; worked out when there is none that is still good. Callers who come meanwhile share the work. */
  get<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** From now on every value is old. */
  outdate(): void;
  stop(): Promise<void>;
};

/** Nothing is kept longer, seconds. */
const KEPT = 300;
/** A value may lag behind a change by so many times what it cost: what is cheap is always fresh, what is dear is not worked out without end. */
const PATIENCE = 20;

/**
 * Opens the cache: in this process, or in Redis for all processes when a URL is given. Values are outdated by what became
 * different, as the database announces it, and by time; what stands in Redis is for those of the same database.
 */
export async function openCache(sql: Sql, redisUrl: string | undefined, databaseUrl: string): Promise<Cache> {
  const cache = cacheOver(redisUrl ? redisStore(redisUrl, hash('sha256', databaseUrl).slice(0, 12)) : memoryStore());
  const listening = await sql.listen(CHANGE_CHANNEL, cache.outdate, cache.outdate).catch((thrown: unknown) => {
    log.warn({ reason: messageOf(thrown) }, 'not told of changes; values are up to five minutes old');
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

/** The cache over a store. */
export function cacheOver(store: Store, clock: () => number = Date.now): Cache {
  let changedAt = 0;
  const working = new Map<string, Promise<unknown>>();
  const workOut = async (name: string, work: () => Promise<unknown>) => {
    const madeAt = clock();
    const value = await work();
    await store.write(name, { value, madeAt, cost: clock() - madeAt }, KEPT);
    return value;
  };
  return {
    async get<T>(name: string, work: () => Promise<T>): Promise<T> {
      const kept = await store.read(name);
      const isGood = kept && (kept.madeAt > changedAt || clock() - kept.madeAt < kept.cost * PATIENCE);
      if (isGood) return kept.value as T;
      const shared = working.get(name) ?? workOut(name, work).finally(() => working.delete(name));
      working.set(name, shared);
      return (await shared) as T;
    },
    outdate: () => {
      changedAt = clock();
    },
    stop: () => store.stop(),
  };
}
