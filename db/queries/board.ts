import { inArray, type SQL, sql } from 'drizzle-orm';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { exceptionCases, shipments } from '../schema/index.ts';
import { readBoardOfMany } from './board-of-many.ts';
import { BOARD_CARDS, DATE_ORDER, type FoundColumn } from './board-order.ts';
import { NEEDS_ATTENTION } from './exception-states.ts';
import { type Resolved, resolveParty } from './party-scope.ts';
import { asShipmentLines, type ShipmentLine } from './shipment-list.ts';
import { SHIPMENTS, type ShipmentFilter, shipmentConditions } from './shipments.ts';

/** A stage that has shipments of a filter, with its first cards. `isMore`: there are more than `count`. */
export type BoardColumn = Omit<FoundColumn, 'ids'> & { cards: ShipmentLine[] };

/** Shipments of a filter up to which all are read. */
const READ_UP_TO = 10_000;

/**
 * The shipments of a filter by stage, in the order of the stages; stages without any are left out. Cards come by their most urgent exception,
 * then by the nearest date: the last free day at the terminal, else the ETA. A filter is read as a whole if it has at most `readUpTo`
 * shipments, and counted exactly; else each stage is read along its index and counted up to `COUNTED_UP_TO`. Null for a search that
 * finds more: it has no index in the order of a stage.
 */
export async function readBoard(
  db: Database,
  filter: ShipmentFilter,
  readUpTo: number = READ_UP_TO,
): Promise<BoardColumn[] | null> {
  const query = await resolveParty(db, filter);
  const few = await readBoardOfFew(db, query, readUpTo);
  if (few === null && query.q !== undefined) return null;
  const found = few ?? (await readBoardOfMany(db, query));
  const lines = await linesOf(
    db,
    found.flatMap(({ ids }) => ids),
  );
  return found
    .sort((a, b) => orderOf(a.stage) - orderOf(b.stage))
    .map(({ ids, ...column }) => ({ ...column, cards: ids.flatMap((id) => lines.get(id) ?? []) }));
}

const ORDER = Object.keys(STAGES);
const orderOf = (stage: Stage) => ORDER.indexOf(stage);

/** Reads all shipments of a filter at once. Null if there are more than `readUpTo`. */
async function readBoardOfFew(
  db: Database,
  query: Resolved<ShipmentFilter>,
  readUpTo: number,
): Promise<FoundColumn[] | null> {
  const { id, status, learnedAt, freeUntil, etaAt } = shipments;
  const { shipmentId, urgency } = exceptionCases;
  const where = shipmentConditions(db, query);
  if (await hasMore(db, where, readUpTo)) return null;
  const rows = await db.execute<{ id: string; stage: Stage; count: number }>(sql`
    with matches as materialized (
      select ${id}, ${status}, ${learnedAt}, ${freeUntil}, ${etaAt} from ${shipments} ${where ? sql`where ${where}` : sql``}
    ), attention as (
      select ${shipmentId} as id, max(${urgency}) as urgency from ${exceptionCases}
      where ${NEEDS_ATTENTION} and ${shipmentId} in (select id from matches) group by 1
    ), placed as (
      select ${id} as id, ${status} as stage, (count(*) over (partition by ${status}))::integer as count,
        row_number() over (partition by ${status} order by attention.urgency desc nulls last, ${DATE_ORDER}) as place
      from matches as shipments left join attention on attention.id = ${id}
    )
    select id, stage, count from placed where place <= ${BOARD_CARDS} order by stage, place`);
  return [...Map.groupBy(rows, ({ stage }) => stage)].map(([stage, own]) => ({
    ...{ stage, count: own[0]?.count ?? 0, isMore: false },
    ids: own.map((row) => row.id),
  }));
}

/** Whether more shipments satisfy a condition. */
async function hasMore(db: Database, where: SQL | undefined, than: number): Promise<boolean> {
  const those = where ? sql`where ${where}` : sql``;
  const rows = await db.execute(
    sql`select from (select from ${shipments} ${those} limit ${than + 1}) as few offset ${than}`,
  );
  return rows.length > 0;
}

async function linesOf(db: Database, ids: readonly string[]): Promise<Map<string, ShipmentLine>> {
  if (ids.length === 0) return new Map();
  const rows = await SHIPMENTS.rows(db, inArray(shipments.id, [...ids]), [sql`${shipments.id}`], ids.length);
  const lines = await asShipmentLines(db, await SHIPMENTS.items(db, rows, {}));
  return new Map(lines.map((line) => [line.id, line]));
}
