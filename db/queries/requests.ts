import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { RequestKind, RequestState } from '#lib/model/request.ts';
import type { Database } from '../client.ts';
import { providerRequests } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';

export type RequestRow = typeof providerRequests.$inferSelect;
export type RequestFilter = { state?: RequestState | undefined; kind?: RequestKind | undefined };

/** How requests may be sorted. */
export const REQUEST_SORTS = {
  askedAt: { by: providerRequests.askedAt, form: 'instant', first: 'desc', key: (row) => row.askedAt },
} as const satisfies Record<string, Sort<RequestRow>>;

/** Lists what providers were asked to do, the latest first. */
export function listRequests(db: Database, filter: RequestFilter & Paging): Promise<ListPage<RequestRow>> {
  const listing: Listing<RequestRow> = {
    id: providerRequests.id,
    sorts: REQUEST_SORTS,
    sort: 'askedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(providerRequests)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  return readPage(listing, conditions(filter), filter);
}

/** Counts by state under the other filters. */
export function countRequestsBy(db: Database, by: 'state', filter: RequestFilter = {}): Promise<Counts> {
  const where = conditions({ ...filter, [by]: undefined });
  return countBy(db, { table: providerRequests, column: providerRequests[by], where });
}

function conditions({ state, kind }: RequestFilter): SQL | undefined {
  return and(state ? eq(providerRequests.state, state) : undefined, kind ? eq(providerRequests.kind, kind) : undefined);
}

/** One request, or null. */
export async function getRequest(db: Database, id: string): Promise<RequestRow | null> {
  const [row] = await db.select().from(providerRequests).where(eq(providerRequests.id, id));
  return row ?? null;
}

const REMEMBERED = 200;

/** The providers' own references of companies and of addresses in the bookings that were asked for lately. */
export async function usedReferences(db: Database): Promise<{ companies: string[]; addresses: string[] }> {
  const latest = db
    .select({ input: providerRequests.input })
    .from(providerRequests)
    .where(eq(providerRequests.kind, 'booking'))
    .orderBy(desc(providerRequests.askedAt))
    .limit(REMEMBERED)
    .as('latest');
  const rows = await db.execute<{ use: string; value: string }>(sql`
    select distinct use, value from ${latest}, lateral (values
      ('company', input ->> 'shipper'), ('company', input ->> 'consignee'),
      ('address', input ->> 'origin'), ('address', input ->> 'destination')) as given(use, value)
    where value is not null order by value`);
  const of = (wanted: string) => rows.filter(({ use }) => use === wanted).map(({ value }) => value);
  return { companies: of('company'), addresses: of('address') };
}
