import type { z } from 'zod';
import type { Database } from '#db/client.ts';
import { countArrivals } from '#db/queries/awaited-arrivals.ts';
import {
  besideTabs,
  countFacet,
  countRows,
  countTabs,
  type DeclaredList,
  readList,
} from '#db/queries/declared-list.ts';
import { EXCEPTIONS, type ExceptionFilter } from '#db/queries/exceptions.ts';
import { countInbox, type InboxCounts } from '#db/queries/inbox-counts.ts';
import { LISTS } from '#db/queries/lists.ts';
import { arrivalsByPort, busiestLanes, countViews } from '#db/queries/overview.ts';
import { invoicesDue } from '#db/queries/overview-money.ts';
import type { Counts } from '#lib/model/count.ts';
import type { Cache } from './cache/index.ts';

const MAX_EXCEPTIONS = 12;
const MAX_LANES = 6;

/** The aggregates of the overview, which are costly and the same for all users. */
const AGGREGATES = {
  views: (db: Database) => countViews(db),
  exceptions: async (db: Database) => (await readList(db, EXCEPTIONS, { limit: MAX_EXCEPTIONS })).data,
  arrivals: (db: Database) => arrivalsByPort(db),
  awaited: (db: Database) => countArrivals(db),
  due: (db: Database) => invoicesDue(db),
  lanes: (db: Database) => busiestLanes(db, MAX_LANES),
} as const;
export type CachedAggregates = typeof AGGREGATES;

/** One aggregate, from the cache if it is fresh enough. */
export function cachedAggregate<Name extends keyof CachedAggregates>(
  cache: Cache,
  db: Database,
  name: Name,
): Promise<Awaited<ReturnType<CachedAggregates[Name]>>> {
  const work: (db: Database) => Promise<unknown> = AGGREGATES[name];
  return cache.get(name, () => work(db)) as Promise<Awaited<ReturnType<CachedAggregates[Name]>>>;
}

/** The counts of a list by filter, from the cache if they are fresh enough. */
export function cachedCounts<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  cache: Cache,
  db: Database,
  list: DeclaredList<Row, Item, Filter>,
) {
  const kept = <Value>(what: string, filter: z.output<Filter>, work: () => Promise<Value>) =>
    cache.get(`${what} ${list.path} ${JSON.stringify(filter)}`, work);
  return {
    /** The counts of its tabs, the same on each of them. */
    tabs(filter: z.output<Filter>): Promise<Counts> {
      const others = besideTabs<Filter>(list, filter);
      return kept('tabs', others, () => countTabs(db, list, others));
    },
    facet: (facet: string, filter: z.output<Filter>) =>
      kept(`facet ${facet}`, filter, () => countFacet(db, list, facet, filter)),
    rows: (filter: z.output<Filter>) => kept('rows', filter, () => countRows(db, list, filter)),
  };
}

/** The counts of the inbox under a filter, with those of one person, from the cache if they are fresh enough. */
export function cachedInbox(
  cache: Cache,
  db: Database,
  owner: string | null,
  filter: ExceptionFilter = {},
): Promise<InboxCounts> {
  const { q, severity, shipment, party, provider } = filter;
  const name = `inbox ${JSON.stringify([owner, q, severity, shipment, party, provider])}`;
  return cache.get(name, () => countInbox(db, owner, filter));
}

/** Computes all aggregates in advance, so that the first user does not wait. */
export async function warmCachedAggregates(cache: Cache, db: Database): Promise<void> {
  for (const name of Object.keys(AGGREGATES) as (keyof CachedAggregates)[]) await cachedAggregate(cache, db, name);
  for (const list of LISTS) if (list.tabs) await cachedCounts(cache, db, list).tabs({});
}
