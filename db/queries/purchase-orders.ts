import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, numberStart, provider, shipment, text, today } from '#lib/model/filter.ts';
import { ORDER_LABELS } from '#lib/model/labels.ts';
import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import { ORDER_STATUSES } from '#lib/model/record.ts';
import { transportModeSchema } from '#lib/model/schema.ts';
import type { Database } from '../client.ts';
import { purchaseOrderLines, purchaseOrders } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import type { LinkedShipment } from './linked.ts';
import { isOnShipment, withCarriers } from './order-links.ts';
import { bytewise, matches, type RecordFilter } from './record-filters.ts';

export type PurchaseOrderRow = typeof purchaseOrders.$inferSelect;
export type PurchaseOrderListItem = PurchaseOrderRow & { shipments: LinkedShipment[] };

/** Purchase orders with the shipments that carry them. */
export const PURCHASE_ORDERS = declareList({
  path: '/purchase-orders',
  title: 'Purchase orders',
  find: 'Order number',
  filter: z.strictObject({
    q: numberStart,
    status: z.enum(ORDER_STATUSES).optional().describe('The status of the order.'),
    mode: transportModeSchema.optional().describe('The transport mode.'),
    sku: text(200, 'Only orders with this SKU (exact match).'),
    late: flag('Only open orders that are late.'),
    provider,
    shipment,
    today,
  }),
  apiOnly: ['today'],
  sorts: {
    learnedAt: {
      by: purchaseOrders.learnedAt,
      form: 'instant',
      natural: 'desc',
      key: (row: PurchaseOrderRow) => row.learnedAt,
    },
    number: { by: bytewise(purchaseOrders.searchable), form: 'text', natural: 'asc', key: (row) => row.searchable },
    mustArriveOn: {
      by: purchaseOrders.mustArriveOn,
      form: 'text',
      nullable: true,
      natural: 'asc',
      key: (row) => row.mustArriveOn,
    },
    cargoReadyOn: {
      by: purchaseOrders.cargoReadyOn,
      form: 'text',
      nullable: true,
      natural: 'asc',
      key: (row) => row.cargoReadyOn,
    },
  },
  id: purchaseOrders.id,
  from: purchaseOrders,
  facets: { status: { column: purchaseOrders.status } },
  tabs: {
    special: [{ key: 'late', label: 'Late', set: { late: 'true' }, sort: 'mustArriveOn', late: true }],
    by: 'status',
    labels: ORDER_LABELS,
  },
  where: (db, query): SQL | undefined =>
    and(
      matches(db, 'purchase_order', purchaseOrders, { ...query, shipment: undefined }),
      query.shipment ? isOnShipment(db, query.shipment) : undefined,
      isEqual(purchaseOrders.mode, query.mode),
      query.sku ? sql`${purchaseOrders.id} in ${ordersOf(db, query.sku)}` : undefined,
      query.late ? isLate(query) : undefined,
    ),
  rows: rowsOf(purchaseOrders),
  items: (db, rows): Promise<PurchaseOrderListItem[]> => withCarriers(db, rows),
});

function ordersOf(db: Database, sku: string) {
  return db
    .select({ id: purchaseOrderLines.purchaseOrderId })
    .from(purchaseOrderLines)
    .where(eq(purchaseOrderLines.sku, sku));
}

/**
 * Late by its own or a line's required delivery date, until every shipment that carries it was delivered. A day ends at the destination; with
 * `today` days are compared as text.
 */
export function isLate(filter: RecordFilter): SQL {
  const { id, searchable, status, mustArriveOn, lateAt } = purchaseOrders;
  const carried = sql`select s.status from shipments s where s.id in (
    select shipment_id from shipment_records where record_id = ${id}
    union select shipment_id from shipment_references
      where searchable = ${searchable} and searchable <> '' and type in ('purchase_order', 'order', 'customer'))`;
  const isOver = filter.today
    ? sql`(${mustArriveOn} <= ${lastLateDay(filter.today)} or exists (select from purchase_order_lines line
        where line.purchase_order_id = ${id} and line.must_arrive_on <= ${lastLateDay(filter.today)}))`
    : sql`${lateAt} <= now()`;
  return sql`${status} = 'open' and ${isOver} and not (exists (${carried}) and 'delivered' = all (${carried}))`;
}

/** The last required delivery date that is late on a day. */
function lastLateDay(day: string): SQL {
  const limit = sql`coalesce((select (limits->>'purchase_order')::int from lateness_settings), ${DEFAULT_LATENESS.purchase_order})`;
  return sql`to_char(${day}::date - ${limit}, 'YYYY-MM-DD')`;
}
