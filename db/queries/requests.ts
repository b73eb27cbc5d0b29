import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { REQUEST_LABELS } from '#lib/model/labels.ts';
import { REQUEST_STATES, REQUESTS, type RequestKind } from '#lib/model/request.ts';
import type { Database } from '../client.ts';
import { providerRequests } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';

export type RequestRow = typeof providerRequests.$inferSelect;

const KINDS = Object.keys(REQUESTS) as [RequestKind, ...RequestKind[]];

/** Requests to providers. */
export const PROVIDER_REQUESTS = declareList({
  path: '/requests',
  title: 'Requests',
  filter: z.strictObject({
    kind: z.enum(KINDS).optional().describe('The kind of request.'),
    state: z.enum(REQUEST_STATES).optional().describe('The state of the request.'),
  }),
  sorts: {
    submittedAt: {
      by: providerRequests.submittedAt,
      form: 'instant',
      natural: 'desc',
      key: (row: RequestRow) => row.submittedAt,
    },
  },
  id: providerRequests.id,
  from: providerRequests,
  facets: { state: { column: providerRequests.state } },
  tabs: { by: 'state', labels: REQUEST_LABELS },
  where: (_db, { state, kind }): SQL | undefined =>
    and(isEqual(providerRequests.state, state), isEqual(providerRequests.kind, kind)),
  rows: rowsOf(providerRequests),
  items: async (_db, rows) => rows,
});

/** One request, or null. */
export async function getRequest(db: Database, id: string): Promise<RequestRow | null> {
  const [row] = await db.select().from(providerRequests).where(eq(providerRequests.id, id));
  return row ?? null;
}

const RECENT_REQUESTS = 200;

/** The provider references of companies and addresses in recently submitted bookings. */
export async function usedReferences(db: Database): Promise<{ companies: string[]; addresses: string[] }> {
  const latest = db
    .select({ input: providerRequests.input })
    .from(providerRequests)
    .where(eq(providerRequests.kind, 'booking'))
    .orderBy(desc(providerRequests.submittedAt))
    .limit(RECENT_REQUESTS)
    .as('latest');
  const rows = await db.execute<{ use: string; value: string }>(sql`
    select distinct use, value from ${latest}, lateral (values
      ('company', input ->> 'shipper'), ('company', input ->> 'consignee'),
      ('address', input ->> 'origin'), ('address', input ->> 'destination')) as given(use, value)
    where value is not null order by value`);
  const of = (wanted: string) => rows.filter(({ use }) => use === wanted).map(({ value }) => value);
  return { companies: of('company'), addresses: of('address') };
}
