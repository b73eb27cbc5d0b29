import { type SQL, sql } from 'drizzle-orm';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { purchaseOrders } from '../schema/index.ts';
import type { RecordFilter } from './record-filters.ts';

/**
 * Late by its own or a line's required delivery date, until every shipment that carries it was delivered. A day ends at the destination; with
 * `today` days are compared as text.
 */
export function isLate(filter: RecordFilter): SQL {
  const { id, searchable, status } = purchaseOrders;
  const carried = sql`select s.status from shipments s where s.id in (
    select shipment_id from shipment_records where record_id = ${id}
    union select shipment_id from shipment_references
      where searchable = ${searchable} and searchable <> '' and type in ('purchase_order', 'order', 'customer'))`;
  return sql`${status} = 'open' and ${isOver(filter)} and not (exists (${carried}) and 'delivered' = all (${carried}))`;
}

/** Whether the first required delivery date of an order is over, by enough to count as late. */
export function isOver({ today }: RecordFilter): SQL {
  const { id, mustArriveOn, lateAt } = purchaseOrders;
  if (today === undefined) return sql`${lateAt} <= now()`;
  const last = latestLateDay(sql`${today}`);
  return sql`(${mustArriveOn} <= ${last} or exists (select from purchase_order_lines line
    where line.purchase_order_id = ${id} and line.must_arrive_on <= ${last}))`;
}

/** The last required delivery date that is late on a day; both as YYYY-MM-DD. */
export function latestLateDay(day: SQL): SQL {
  const limit = sql`coalesce((select (limits->>'purchase_order')::int from lateness_settings), ${DEFAULT_LATENESS.purchase_order})`;
  return sql`to_char((${day})::date - ${limit}, 'YYYY-MM-DD')`;
}
