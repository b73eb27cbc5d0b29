import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, numberStart, provider, shipment, today } from '#lib/model/filter.ts';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { searchable } from '#lib/model/reference.ts';
import { stageSchema, transportModeSchema } from '#lib/model/schema.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { containerSearchable } from '../schema/columns.ts';
import { containers, shipmentItems, shipments } from '../schema/index.ts';
import { declareList, isEqual } from './declared-list.ts';
import { type LinkedShipment, readLinked } from './linked.ts';
import { bytewise, isOneOf, startsWith } from './record-filters.ts';
import { type ContainerRow, getTimeline, type TimelineEntry } from './shipments.ts';

export type ItemRow = typeof shipmentItems.$inferSelect;
/** `provider` and `status` are those of the shipment. */
export type ContainerListItem = ContainerRow & { provider: string; shipment: LinkedShipment | null };
export type ContainerDetail = ContainerListItem & {
  /** Its own milestone claims: current, superseded and retracted. */
  milestones: TimelineEntry[];
  goods: ItemRow[];
};

type Listed = ContainerRow & { provider: string; sortName: string | null };

const filter = z.strictObject({
  q: numberStart,
  status: stageSchema.optional().describe("The shipment's status."),
  mode: transportModeSchema.optional().describe("The shipment's transport mode."),
  late: flag('Only containers of open shipments that are still at the terminal after their last free day.'),
  provider,
  shipment,
  today,
});

/** Containers with their shipments. */
export const CONTAINERS = declareList({
  path: '/containers',
  title: 'Containers',
  find: 'Container number',
  filter,
  apiOnly: ['today'],
  sorts: {
    number: {
      by: bytewise(containerSearchable),
      form: 'text',
      nullable: true,
      natural: 'asc',
      key: (row: Listed) => row.sortName,
    },
    lastFreeDay: {
      by: containers.lastFreeDay,
      form: 'text',
      nullable: true,
      natural: 'asc',
      key: (row) => row.lastFreeDay,
    },
  },
  id: containers.id,
  from: sql`${containers} inner join ${shipments} on ${shipments.id} = ${containers.shipmentId}`,
  facets: {
    status: { column: shipments.status, values: Object.keys(STAGES) },
    mode: { column: shipments.mode, values: TRANSPORT_MODES },
  },
  tabs: { special: [{ key: 'late', label: 'LFD passed', set: { late: 'true' }, late: true }] },
  where: (_db, query) => conditions(query),
  async rows(db, where, order, limit) {
    const sortName = sql<string | null>`${containerSearchable}`;
    const rows = await db
      .select({ container: containers, provider: shipments.provider, sortName })
      .from(containers)
      .innerJoin(shipments, eq(shipments.id, containers.shipmentId))
      .where(where)
      .orderBy(...order)
      .limit(limit);
    return rows.map(({ container, ...rest }) => ({ ...container, ...rest }));
  },
  async items(db, rows): Promise<ContainerListItem[]> {
    const linked = await readLinked(
      db,
      rows.map(({ shipmentId }) => shipmentId),
    );
    return rows.map(({ sortName: _, ...row }) => ({ ...row, shipment: linked.get(row.shipmentId) ?? null }));
  },
});

/** Statuses of a completed shipment. */
const ENDED = ['delivered', 'cancelled', 'removed'] as const;

function conditions(query: z.output<typeof filter>): SQL | undefined {
  return and(
    isEqual(shipments.provider, query.provider),
    isEqual(shipments.status, query.status),
    isEqual(shipments.mode, query.mode),
    query.shipment ? eq(containers.shipmentId, query.shipment) : undefined,
    startsWith(containerSearchable, searchable(query.q ?? '')),
    query.late
      ? and(isOver(query), isNull(containers.leftAt), sql`not (${isOneOf(shipments.status, ENDED)})`)
      : undefined,
  );
}

/**
 * Whether the last free day has ended at the terminal; with `today`, whether it was before that day. The condition on the day lets an index
 * find the candidates: it excludes none, since every time zone is less than a day ahead of UTC.
 */
function isOver({ today: asked }: z.output<typeof filter>): SQL {
  if (asked) return sql`${containers.lastFreeDay} < ${asked}`;
  const tomorrow = sql`to_char(now() at time zone 'UTC' + interval '1 day', 'YYYY-MM-DD')`;
  return sql`(${containers.lastFreeDay} < ${tomorrow} and ${containers.freeTimeEndsAt} <= now())`;
}

/** One container with its shipment, milestones and cargo, or null. */
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
  const carrier = linked.get(row.shipmentId) ?? null;
  const milestones = timeline.filter(({ containerId }) => containerId === id);
  return { ...row, provider: carrier?.provider ?? '', shipment: carrier, milestones, goods };
}
