import { and, type SQL, sql } from 'drizzle-orm';
import { COUNTED_UP_TO } from '#lib/model/count.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { exceptionCases, shipments } from '../schema/index.ts';
import { BOARD_CARDS, type FoundColumn, isAtTerminal, isEnded } from './board-order.ts';
import { NEEDS_ATTENTION } from './exception-states.ts';
import { capped } from './facets.ts';
import { isLargeParty } from './party-filters.ts';
import type { Resolved } from './party-scope.ts';
import { type ShipmentFilter, shipmentConditions } from './shipments.ts';

const { id, status, learnedAt, freeUntil, etaAt } = shipments;
const { id: caseId, shipmentId, urgency } = exceptionCases;

/** The exceptions that are read, the most urgent ones. Shipments with others only come by their dates. */
const MOST_URGENT = 5_000;

const number = (value: number) => sql.raw(String(value));

/**
 * The columns of a filter that has many shipments: of each stage those with the most urgent exceptions, then others along the index by
 * stage and date, until the column is full.
 */
export async function readBoardOfMany(db: Database, query: Resolved<ShipmentFilter>): Promise<FoundColumn[]> {
  const columns = stagesOf(query).map((stage) => columnOf(db, query, stage));
  const rows = await db.execute<{ stage: Stage; count: number; ids: string[] }>(sql`
    with top as materialized (
      select ${urgency}, ${shipmentId} from ${exceptionCases}
      where ${NEEDS_ATTENTION} and ${shipmentId} is not null order by ${urgency} desc, ${caseId} desc limit ${number(MOST_URGENT)}
    ), urgent as materialized (
      select ${id}, ${status}, ${freeUntil}, ${learnedAt}, ${etaAt}, by_shipment.urgency
      from (select shipment_id, max(urgency) as urgency from top group by 1) as by_shipment
      join ${shipments} on ${id} = by_shipment.shipment_id where ${shipmentConditions(db, query) ?? sql`true`}
    )
    ${sql.join(columns, sql` union all `)}`);
  return rows
    .filter(({ count }) => count > 0)
    .map(({ stage, count, ids }) => ({
      ...{ stage, count: Math.min(count, COUNTED_UP_TO), isMore: count > COUNTED_UP_TO, ids },
    }));
}

/** The stages that a filter may have. Views are about what is awaited, but a hold may stay on a shipment that has ended. */
function stagesOf({ status: only, scope, awaited, view }: ShipmentFilter): Stage[] {
  const all = Object.keys(STAGES) as Stage[];
  if (only) return [only];
  const isOpen = scope === 'active' || awaited || (view !== undefined && view !== 'held');
  return isOpen ? all.filter((stage) => !isEnded(stage)) : all;
}

/** Stages are literals in the statement, since their frequency decides the plan. */
function columnOf(db: Database, query: Resolved<ShipmentFilter>, stage: Stage): SQL {
  const name = sql.raw(`'${stage}'`);
  const where = and(shipmentConditions(db, { ...query, status: undefined }), sql`${status} = ${name}`);
  const most = number(BOARD_CARDS);
  const along = isLargeParty(query) ? sql`order by ${learnedAt}` : undefined;
  const first = sql`select ${id} from urgent as shipments where ${status} = ${name}
    order by urgency desc, ${dateOrder(stage)} limit ${most}`;
  const others = restOf(stage).map(
    ({ which, order }) => sql`array(select ${id} from ${shipments}
      where ${and(where, which)} and cardinality(known.ids) < least(${most}, known.count) and ${id} <> all (known.ids) order by ${order} limit ${most})`,
  );
  return sql`
    select ${name}::text as stage, known.count, (known.ids || ${sql.join(others, sql` || `)})[1:${most}] as ids
    from (
      select (${capped(shipments, where, along)}) as count, array(${first}) as ids offset 0
    ) as known`;
}

/** The order of `DATE_ORDER` for one stage. */
function dateOrder(stage: Stage): SQL {
  if (isEnded(stage)) return sql`${learnedAt} desc, ${id} desc`;
  return isAtTerminal(stage) ? sql`${freeUntil}, ${etaAt}, ${id}` : sql`${etaAt}, ${id}`;
}

/** The same as ranges that each have an index. */
function restOf(stage: Stage): { which: SQL | undefined; order: SQL }[] {
  const byDate = isEnded(stage) ? dateOrder(stage) : sql`${etaAt}, ${id}`;
  if (!isAtTerminal(stage)) return [{ which: undefined, order: byDate }];
  return [
    { which: sql`${freeUntil} is not null`, order: sql`${freeUntil}, ${etaAt}, ${id}` },
    { which: sql`${freeUntil} is null`, order: byDate },
  ];
}
