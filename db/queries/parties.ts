import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { partySearchable } from '../schema/columns.ts';
import { parties, shipmentParties, shipments } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type LinkedShipment, readLinked } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { bytewise, type RecordFilter, startsWith } from './record-filters.ts';

export type PartyRow = typeof parties.$inferSelect;
export type PartyDetail = PartyRow & {
  /** The newest 100 shipments in which it has a part, and which. */
  shipments: (LinkedShipment & { roles: string[] })[];
};

export type PartyFilter = Pick<RecordFilter, 'provider' | 'status'> & {
  type?: string | undefined;
  /** Compared with the beginning of the name without regard to case. */
  q?: string | undefined;
};

/** How parties may be sorted. */
export const PARTY_SORTS = {
  name: {
    by: bytewise(partySearchable),
    form: 'text',
    nullable: true,
    first: 'asc',
    key: (row) => row.sortName,
  },
  reportedAt: { by: parties.reportedAt, form: 'instant', first: 'desc', key: (row) => row.reportedAt },
} as const satisfies Record<string, Sort<PartyRow & { sortName: string | null }>>;

/** Lists companies, contacts and locations, by default by name. */
export async function listParties(db: Database, filter: PartyFilter & Paging): Promise<ListPage<PartyRow>> {
  const listing: Listing<PartyRow & { sortName: string | null }> = {
    id: parties.id,
    sorts: PARTY_SORTS,
    sort: 'name',
    read: async (where, order, limit) => {
      const rows = await db
        .select({ party: parties, sortName: sql<string | null>`${partySearchable}` })
        .from(parties)
        .where(where)
        .orderBy(...order)
        .limit(limit);
      return rows.map(({ party, sortName }) => ({ ...party, sortName }));
    },
  };
  const page = await readPage(listing, conditions(filter), filter);
  return { ...page, data: page.data.map(({ sortName: _, ...row }) => row) };
}

/** Counts by `type` under the other filters. */
export function countPartiesBy(db: Database, by: 'type', filter: PartyFilter = {}): Promise<Counts> {
  return countBy(db, { table: parties, column: parties[by], where: conditions({ ...filter, [by]: undefined }) });
}

function conditions(filter: PartyFilter): SQL | undefined {
  return and(
    filter.provider ? eq(parties.provider, filter.provider) : undefined,
    filter.status ? eq(parties.status, filter.status) : undefined,
    filter.type ? eq(parties.type, filter.type) : undefined,
    startsWith(partySearchable, (filter.q ?? '').toLowerCase()),
  );
}

/** One party with the shipments in which it has a part, or null. */
export async function getParty(db: Database, id: string): Promise<PartyDetail | null> {
  const [row] = await db.select().from(parties).where(eq(parties.id, id));
  if (!row) return null;
  const parts = await db
    .select({ shipmentId: shipmentParties.shipmentId, role: shipmentParties.role })
    .from(shipmentParties)
    .innerJoin(shipments, eq(shipments.id, shipmentParties.shipmentId))
    .where(and(eq(shipmentParties.party, row.externalId), eq(shipments.provider, row.provider)))
    .orderBy(desc(shipments.learnedAt), desc(shipments.id))
    .limit(100);
  const linked = await readLinked(
    db,
    parts.map(({ shipmentId }) => shipmentId),
  );
  const order = [...new Set(parts.map(({ shipmentId }) => shipmentId))];
  return {
    ...row,
    shipments: order.flatMap((shipmentId) => {
      const shipment = linked.get(shipmentId);
      const roles = parts.filter((part) => part.shipmentId === shipmentId).map(({ role }) => role);
      return shipment ? [{ ...shipment, roles }] : [];
    }),
  };
}
