import { and, asc, sql as fragment, gt, ne, type SQL } from 'drizzle-orm';
import { builder, type Sql } from '#db/client.ts';
import { type DeliveryFilter, eventsWhere } from '#db/queries/delivery-filter.ts';
import { events } from '#db/schema/index.ts';

/** The filter of the webhook log, or the events of one delivery, including pending ones. */
export type ReplayFilter = DeliveryFilter & { delivery?: string | undefined };

/** The number of events of a type in a state. */
export type ReplayableType = { provider: string; type: string; state: string; count: number };

/** What a filter selects: the events, the deliveries that contain them, and the 20 most frequent types. */
export type Replayable = { events: number; deliveries: number; types: ReplayableType[] };

const MAX_TYPES = 20;

/** Pending events are being processed already. */
function replayable({ delivery, ...filter }: ReplayFilter): SQL | undefined {
  return delivery === undefined
    ? and(ne(events.state, 'pending'), eventsWhere(filter))
    : fragment`${events.deliveryId} = ${delivery}`;
}

async function run<Row extends object>(
  sql: Sql,
  query: { toSQL(): { sql: string; params: unknown[] } },
): Promise<Row[]> {
  const { sql: text, params } = query.toSQL();
  return sql.unsafe<Row[]>(text, params as string[]);
}

/** An event to replay, and the delivery whose body contains it. */
export type Selected = { id: string; deliveryId: string };

/** The events to replay, in the order of their ids. */
export async function selectReplayable(
  sql: Sql,
  filter: ReplayFilter,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Selected[]> {
  const { id, deliveryId } = events;
  const where = and(replayable(filter), after === undefined ? undefined : gt(id, after));
  return run(
    sql,
    builder
      .select({ id, deliveryId: fragment`${deliveryId}`.as('deliveryId') })
      .from(events)
      .where(where)
      .orderBy(asc(id))
      .limit(limit),
  );
}

/** How many events a replay would process again. */
export async function countReplayable(sql: Sql, filter: ReplayFilter): Promise<number> {
  return (await describeReplayable(sql, filter)).events;
}

/** What a replay would process again. */
export async function describeReplayable(sql: Sql, filter: ReplayFilter): Promise<Replayable> {
  const { provider, type, state, deliveryId } = events;
  const count = fragment<number>`count(*)::int`.as('count');
  const [totals, types] = await Promise.all([
    run<Omit<Replayable, 'types'>>(
      sql,
      builder
        .select({
          events: fragment`count(*)::int`.as('events'),
          deliveries: fragment`count(distinct ${deliveryId})::int`.as('deliveries'),
        })
        .from(events)
        .where(replayable(filter)),
    ),
    run<ReplayableType>(
      sql,
      builder
        .select({ provider, type, state, count })
        .from(events)
        .where(replayable(filter))
        .groupBy(provider, type, state)
        .orderBy(fragment`count desc`, asc(type), asc(state))
        .limit(MAX_TYPES),
    ),
  ]);
  return { ...(totals[0] ?? { events: 0, deliveries: 0 }), types };
}
