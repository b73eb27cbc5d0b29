import { database } from '#db/client.ts';
import { type CachedAggregates, cachedAggregate } from '#lib/cached-aggregates.ts';
import { runtime } from '#lib/runtime.ts';

/** A figure of the overview, or the counts for the tabs of a list under a filter; from the cache where they are still good. */
export async function counted<Name extends keyof CachedAggregates>(
  name: Name,
  filter?: Parameters<CachedAggregates[Name]>[1],
): Promise<Awaited<ReturnType<CachedAggregates[Name]>>> {
  const { cache } = await runtime();
  return await cachedAggregate(cache, database(), name, filter);
}
