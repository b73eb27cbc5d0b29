import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { provider, text } from '#lib/model/filter.ts';
import type { Database } from '../client.ts';
import { partySearchable } from '../schema/columns.ts';
import { parties, shipmentParties, shipments } from '../schema/index.ts';
import { declareList, isEqual } from './declared-list.ts';
import { type LinkedShipment, readLinked } from './linked.ts';
import { bytewise, startsWith } from './record-filters.ts';

export type PartyRow = typeof parties.$inferSelect;
export type PartyDetail = PartyRow & {
  /** The newest 100 shipments of the party, with its role. */
  shipments: (LinkedShipment & { roles: string[] })[];
};

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
