import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { provider, text } from '#lib/model/filter.ts';
import type { Database } from '../client.ts';
import { partySearchable } from '../schema/columns.ts';
import { parties, shipments } from '../schema/index.ts';
import { declareList, isEqual } from './declared-list.ts';
import { partyConditions } from './party-filters.ts';
import { resolveParty } from './party-scope.ts';
import { type PartyShipment, withRoles } from './party-shipments.ts';
import { bytewise, startsWith } from './record-filters.ts';

export type PartyRow = typeof parties.$inferSelect;
export type PartyDetail = PartyRow & {
  /** Those that were updated last, 100 at most. */
  shipments: PartyShipment[];
};

const SHIPMENTS_SHOWN = 100;

type Sorted = PartyRow & { sortName: string | null };

/** Companies, contacts and locations. */
export const PARTIES = declareList({
  path: '/parties',
  title: 'Parties',
  find: 'Name',
  filter: z.strictObject({
    q: text(200, 'A prefix of the name; case is ignored.'),
    type: text(60, 'The type used by the provider.'),
    status: text(60, 'The status used by the provider.'),
    provider,
  }),
  sorts: {
    name: {
      by: bytewise(partySearchable),
      form: 'text',
      nullable: true,
      natural: 'asc',
      key: (row: Sorted) => row.sortName,
    },
    reportedAt: { by: parties.reportedAt, form: 'instant', natural: 'desc', key: (row) => row.reportedAt },
  },
  id: parties.id,
  from: parties,
  facets: { type: { column: parties.type } },
  tabs: { by: 'type' },
  where: (_db, { provider: source, status, type, q }): SQL | undefined =>
    and(
      isEqual(parties.provider, source),
      isEqual(parties.status, status),
      isEqual(parties.type, type),
      startsWith(partySearchable, (q ?? '').toLowerCase()),
    ),
  async rows(db, where, order, limit) {
    const rows = await db
      .select({ party: parties, sortName: sql<string | null>`${partySearchable}` })
      .from(parties)
      .where(where)
      .orderBy(...order)
      .limit(limit);
    return rows.map(({ party, sortName }) => ({ ...party, sortName }));
  },
  items: async (_db, rows): Promise<PartyRow[]> => rows.map(({ sortName: _, ...row }) => row),
});

/** One party with its shipments, or null. */
export async function getParty(db: Database, id: string): Promise<PartyDetail | null> {
  const [row] = await db.select().from(parties).where(eq(parties.id, id));
  if (!row) return null;
  const newest = await db
    .select({ id: shipments.id })
    .from(shipments)
    .where(partyConditions(await resolveParty(db, { party: id })))
    .orderBy(desc(shipments.learnedAt), desc(shipments.id))
    .limit(SHIPMENTS_SHOWN);
  const ids = newest.map((shipment) => shipment.id);
  return { ...row, shipments: await withRoles(db, row, ids) };
}

/** The name of a party, or the provider's id of one without a name; null if there is none with this id. */
export async function partyName(db: Database, id: string): Promise<string | null> {
  const [row] = await db
    .select({ name: sql<string>`coalesce(${parties.name}, ${parties.externalId})` })
    .from(parties)
    .where(eq(parties.id, id));
  return row?.name ?? null;
}
