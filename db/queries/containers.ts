import { and, asc, eq, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, numberStart, provider, shipment, today } from '#lib/model/filter.ts';
import { TRANSPORT_MODES } from '#lib/model/quantity.ts';
import { searchable } from '#lib/model/reference.ts';
import { stageSchema, transportModeSchema } from '#lib/model/schema.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { containerSearchable } from '../schema/columns.ts';
import { containers, exceptionConditions, shipmentItems, shipments } from '../schema/index.ts';
import { type DeskFacts, withDesk } from './container-desk.ts';
import { declareList, isEqual } from './declared-list.ts';
import { party, partyConditions } from './party-filters.ts';
import { bytewise, isOneOf, startsWith } from './record-filters.ts';
import { type ContainerRow, getTimeline, type TimelineEntry } from './shipments.ts';

export type ItemRow = typeof shipmentItems.$inferSelect;
/** `provider` and `status` are those of the shipment. */
export type ContainerListItem = ContainerRow & DeskFacts & { provider: string };
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
  atTerminal: flag('Only containers of open shipments that were discharged or reported as available, and not fetched.'),
  freeSoon: flag(
    'Only containers of open shipments whose free time ends within three days, and that were not fetched.',
  ),
  emptyDue: flag('Only containers whose empty return is awaited until a day that the tariff of the carrier says.'),
  provider,
  shipment,
  party,
  today,
});

/** Containers with their shipments. */
export const CONTAINERS = declareList({
  path: '/containers',
  title: 'Containers',
  find: 'Container number',
  filter,
  apiOnly: ['today'],
  hidden: ['port', 'vessel', 'returned', 'status', 'kind', 'seal'],
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
    leftAt: {
      by: containers.leftAt,
      form: 'instant',
      nullable: true,
      natural: 'asc',
      key: (row) => row.leftAt,
    },
  },
  id: containers.id,
  from: sql`${containers} inner join ${shipments} on ${shipments.id} = ${containers.shipmentId}`,
  facets: {
    status: { column: shipments.status, values: Object.keys(STAGES) },
    mode: { column: shipments.mode, values: TRANSPORT_MODES },
  },
  tabs: {
    special: [
      { key: 'late', label: 'LFD passed', set: { late: 'true' }, sort: 'lastFreeDay', late: true },
      { key: 'freeSoon', label: 'Free time ends in 3 days', set: { freeSoon: 'true' }, sort: 'lastFreeDay' },
      { key: 'atTerminal', label: 'At the terminal', set: { atTerminal: 'true' }, sort: 'lastFreeDay' },
      { key: 'emptyDue', label: 'Empty due', set: { emptyDue: 'true' }, sort: 'leftAt' },
    ],
  },
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
    return withDesk(
      db,
      rows.map(({ sortName: _, ...row }) => row),
    );
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
    partyConditions({ ...query, role: undefined }),
    startsWith(containerSearchable, searchable(query.q ?? '')),
    query.late ? and(isOver(query), isNotFetched) : undefined,
    query.freeSoon ? and(endsSoon(query), isNotFetched) : undefined,
    query.atTerminal
      ? and(or(isNotNull(containers.dischargedAt), isNotNull(containers.availableAt)), isNotFetched)
      : undefined,
    query.emptyDue ? isEmptyDue : undefined,
  );
}

const isNotFetched = and(isNull(containers.leftAt), sql`not (${isOneOf(shipments.status, ENDED)})`);

/** A day in UTC, YYYY-MM-DD, so many days after a day or today. */
const dayAfter = (asked: string | undefined, days: number) =>
  sql`to_char(coalesce(${asked ?? null}::date, (now() at time zone 'UTC')::date) + ${days}::integer, 'YYYY-MM-DD')`;

/**
 * Whether the last free day has ended at the terminal; with `today`, whether it was before that day. The condition on the day lets an index
 * find the candidates: it excludes none, since every time zone is less than a day ahead of UTC.
 */
function isOver({ today: asked }: z.output<typeof filter>): SQL {
  if (asked) return sql`${containers.lastFreeDay} < ${asked}`;
  return sql`(${containers.lastFreeDay} < ${dayAfter(undefined, 1)} and ${containers.freeTimeEndsAt} <= now())`;
}

const SOON_DAYS = 3;

/** Whether it ends within three days; with `today`, whether it is one of these days. */
function endsSoon({ today: asked }: z.output<typeof filter>): SQL {
  const day = containers.lastFreeDay;
  if (asked) return sql`(${day} >= ${asked} and ${day} < ${dayAfter(asked, SOON_DAYS + 1)})`;
  const end = containers.freeTimeEndsAt;
  return sql`(${day} >= ${dayAfter(undefined, -2)} and ${day} < ${dayAfter(undefined, SOON_DAYS + 2)}
    and ${end} > now() and ${end} <= now() + make_interval(days => ${SOON_DAYS}))`;
}

const isEmptyDue = sql`${containers.id} in (
  select ${exceptionConditions.part}::uuid from ${exceptionConditions} where ${exceptionConditions.type} = 'charge.empty_return_past'
    and (${exceptionConditions.endsAt} is null or ${exceptionConditions.endsAt} > now()))`;

/** One container with its shipment, milestones and cargo, or null. */
export async function getContainer(db: Database, id: string): Promise<ContainerDetail | null> {
  const [row] = await db.select().from(containers).where(eq(containers.id, id));
  if (!row) return null;
  const [[desk], timeline, goods] = await Promise.all([
    withDesk(db, [row]),
    getTimeline(db, row.shipmentId),
    db
      .select()
      .from(shipmentItems)
      .where(and(eq(shipmentItems.shipmentId, row.shipmentId), eq(shipmentItems.containerId, id)))
      .orderBy(asc(shipmentItems.id)),
  ]);
  if (!desk) return null;
  const milestones = timeline.filter(({ containerId }) => containerId === id);
  return { ...desk, provider: desk.shipment?.provider ?? '', milestones, goods };
}
