import { type SQL, sql } from 'drizzle-orm';
import { purchaseOrders } from '../schema/index.ts';
import { isOver, latestLateDay } from './late-orders.ts';
import type { RecordFilter } from './record-filters.ts';

/** The orders `o` that may be expected late; `late_at` decides that only where no other day is named. */
const awaited = (today: string | undefined) =>
  sql`o.status = 'open' and o.must_arrive_on is not null ${today === undefined ? sql`and o.late_at > now()` : sql``}`;

/**
 * The shipments of these orders: linked by their source, with the number of the order, or with a line of it on their cargo list. Read at
 * once and not for each order, which would be slow for many.
 */
const carriersOf = (orders: SQL) => sql`(
  select record_id as order_id, shipment_id from shipment_records where record_type = 'purchase_order'
  union select o.id, r.shipment_id from purchase_orders o join shipment_references r on r.searchable = o.searchable
    where ${orders} and o.searchable <> '' and r.type in ('purchase_order', 'order', 'customer')
  union select o.id, i.shipment_id from purchase_orders o join shipment_items i on i.po_searchable = o.searchable
    where ${orders} and o.searchable <> '')`;

/** When a shipment is expected to be delivered, as `expectedDeliveryOf` has it: a moment as JSON. */
const EXPECTED = sql`coalesce(
  (select step->'moment' from json_array_elements(s.progress) as step
    where step->>'step' = 'delivered' and step->>'moment' is not null limit 1),
  case when s.arrived->>'at' is not null then s.arrived end,
  s.eta)`;

/**
 * The instant from which an order is late by its own date: `late_at` also counts the dates of its lines, and the first of all makes it
 * late.
 */
const LATE_BY_ITSELF = sql`o.late_at + greatest(0, o.must_arrive_on::date - coalesce(
  (select min(must_arrive_on) from purchase_order_lines where purchase_order_id = o.id), o.must_arrive_on)::date) * interval '1 day'`;

/**
 * Open, not late yet, and a shipment that carries it and is not delivered is expected after its required delivery date, by enough to count
 * as late. A time is compared with the end of that day at the destination, a day as it was written. (`offset 0`: read once for each
 * shipment.)
 */
export function isExpectedLate(filter: RecordFilter): SQL {
  const { id, status } = purchaseOrders;
  const orders = awaited(filter.today);
  return sql`${status} = 'open' and not ${isOver(filter)} and ${id} in (
    select o.id from ${carriersOf(orders)} as carrier
    join purchase_orders o on o.id = carrier.order_id and ${orders}
    join shipments s on s.id = carrier.shipment_id and s.status <> 'delivered'
    cross join lateral (select ${EXPECTED} as moment offset 0) as expected
    where case when expected.moment->>'precision' = 'time' and expected.moment->>'offset' is not null
      then (expected.moment->>'at')::timestamptz >= ${LATE_BY_ITSELF}
      else o.must_arrive_on <= ${latestLateDay(sql`left(expected.moment->>'at', 10)`)} end)`;
}
