import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { searchable } from '#lib/model/reference.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { containerSearchable } from '../schema/columns.ts';
import { containers, shipmentItems, shipments } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type LinkedShipment, readLinked } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { bytewise, isOneOf, type RecordFilter, startsWith, todayOf } from './record-filters.ts';
import { type ContainerRow, getTimeline, type TimelineEntry } from './shipments.ts';

export type ItemRow = typeof shipmentItems.$inferSelect;
/** `provider` and the status that counts are the shipment's. */
export type ContainerListItem = ContainerRow & { provider: string; shipment: LinkedShipment | null };
export type ContainerDetail = ContainerListItem & {
  /** Its own claims of milestones: what stands, what was superseded, what was retracted. */
  milestones: TimelineEntry[];
  goods: ItemRow[];
};

export type ContainerFilter = Omit<RecordFilter, 'status'> & {
  /** The stage of its shipment. */
  status?: string | undefined;
  mode?: string | undefined;
  /** Only those still at the terminal whose last free day is over and whose shipment has not ended. */
  late?: boolean | undefined;
};

type Listed = ContainerRow & { provider: string; sortName: string | null };

/** How containers may be sorted. */
export const CONTAINER_SORTS = {
  number: { by: bytewise(containerSearchable), form: 'text', nullable: true, first: 'asc', key: (row) => row.sortName },
  lastFreeDay: {
    by: containers.lastFreeDay,
    form: 'text',
    nullable: true,
    first: 'asc',
    key: (row) => row.lastFreeDay,
  },
} as const satisfies Record<string, Sort<Listed>>;

/** Lists containers with their shipments, by default by number. */
export async function listContainers(
  db: Database,
  filter: ContainerFilter & Paging,
): Promise<ListPage<ContainerListItem>> {
  const listing: Listing<Listed> = {
    id: containers.id,
    sorts: CONTAINER_SORTS,
    sort: 'number',
    read: async (where, order, limit) => {
      const rows = await db
        .select({
          container: containers,
          provider: shipments.provider,
          sortName: sql<string | null>`${containerSearchable}`,
        })
        .from(containers)
        .innerJoin(shipments, eq(shipments.id, containers.shipmentId))
        .where(where)
        .orderBy(...order)
        .limit(limit);
      return rows.map(({ container, ...rest }) => ({ ...container, ...rest }));
    },
  };
  const page = await readPage(listing, conditions(filter), filter);
  const linked = await readLinked(
    db,
    page.data.map(({ shipmentId }) => shipmentId),
  );
  return {
    ...page,
    data: page.data.map(({ sortName: _, ...row }) => ({ ...row, shipment: linked.get(row.shipmentId) ?? null })),
  };
}

/** Over for the goods: nobody waits for the container any more. */
const ENDED = ['delivered', 'cancelled', 'removed'] as const;

const withShipment = sql`${containers} inner join ${shipments} on ${shipments.id} = ${containers.shipmentId}`;

/** Counts by the `status` or `mode` of their shipments under the other filters; `late` beside them. */
export function countContainersBy(db: Database, by: 'status' | 'mode', filter: ContainerFilter = {}): Promise<Counts> {
  const others = { ...filter, [by]: undefined };
  const late = conditions({ late: true, today: filter.today }) ?? sql`true`;
  const values = by === 'status' ? Object.keys(STAGES) : TRANSPORT_MODES;
  return countBy(db, { table: withShipment, column: shipments[by], values, where: conditions(others), also: { late } });
}

function conditions(filter: ContainerFilter): SQL | undefined {
  return and(
    filter.provider ? eq(shipments.provider, filter.provider) : undefined,
    filter.status ? sql`${shipments.status} = ${filter.status}` : undefined,
    filter.mode ? eq(shipments.mode, filter.mode) : undefined,
    filter.shipment ? eq(containers.shipmentId, filter.shipment) : undefined,
    startsWith(containerSearchable, searchable(filter.q ?? '')),
    filter.late
      ? and(
          sql`${containers.lastFreeDay} < ${todayOf(filter)}`,
          isNull(containers.leftAt),
          sql`not (${isOneOf(shipments.status, ENDED)})`,
        )
      : undefined,
  );
}

/** One container with its shipment, its own milestones and what is in it, or null. */
export async function getContainer(db: Database, id: string): Promise<ContainerDetail | null> {
  const [row] = await db.select().from(containers).where(eq(containers.id, id));
  if (!row) return null;
  const [linked, timeline, goods] = await Promise.all([
    readLinked(db, [row.shipmentId]),
    getTimeline(db, row.shipmentId),
    db
      .select()
      .from(shipmentItems)
      .where(and(eq(shipmentItems.shipmentId, row.shipmentId), eq(shipmentItems.containerId, id)))
      .orderBy(asc(shipmentItems.id)),
  ]);
  const shipment = linked.get(row.shipmentId) ?? null;
  const milestones = timeline.filter(({ containerId }) => containerId === id);
  return { ...row, provider: shipment?.provider ?? '', shipment, milestones, goods };
}
