import type { z } from 'zod';
import { database } from '#db/client.ts';
import type { DeclaredList } from '#db/queries/declared-list.ts';
import type { ExceptionFilter } from '#db/queries/exceptions.ts';
import { type CachedAggregates, cachedAggregate, cachedCounts, cachedInbox } from '#lib/cached-aggregates.ts';
import { runtime } from '#lib/runtime.ts';

/** A cached aggregate of the overview. */
export async function counted<Name extends keyof CachedAggregates>(
  name: Name,
): Promise<Awaited<ReturnType<CachedAggregates[Name]>>> {
  const { cache } = await runtime();
  return await cachedAggregate(cache, database(), name);
}

/** The cached counts of a list. */
export async function countsOf<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  list: DeclaredList<Row, Item, Filter>,
) {
  const { cache } = await runtime();
  return cachedCounts(cache, database(), list);
}

/** The cached counts of the inbox, with those of the person with an e-mail address. */
export async function inboxCounts(owner: string | null, filter: ExceptionFilter = {}) {
  const { cache } = await runtime();
  return cachedInbox(cache, database(), owner, filter);
}
