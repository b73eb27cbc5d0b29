import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { purchaseOrderLines, purchaseOrders } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import type { LinkedShipment } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { isOnShipment, withCarriers } from './order-links.ts';
import { bytewise, matches, type RecordFilter, todayOf } from './record-filters.ts';

export type PurchaseOrderRow = typeof purchaseOrders.$inferSelect;
export type PurchaseOrderListItem = PurchaseOrderRow & { shipments: LinkedShipment[] };

export type PurchaseOrderFilter = RecordFilter & {
  mode?: string | undefined;
  /** Only orders of this product, the SKU exactly as written. */
  sku?: string | undefined;
  /** Only open ones that should have arrived by now. */
  late?: boolean | undefined;
};

/** How purchase orders may be sorted. */
export const PURCHASE_ORDER_SORTS = {
  learnedAt: { by: purchaseOrders.learnedAt, form: 'instant', first: 'desc', key: (row) => row.learnedAt },
  number: { by: bytewise(purchaseOrders.searchable), form: 'text', first: 'asc', key: (row) => row.searchable },
  mustArriveOn: {
    by: purchaseOrders.mustArriveOn,
    form: 'text',
    nullable: true,
    first: 'asc',
    key: (row) => row.mustArriveOn,
  },
  cargoReadyOn: {
    by: purchaseOrders.cargoReadyOn,
    form: 'text',
    nullable: true,
    first: 'asc',
    key: (row) => row.cargoReadyOn,
  },
} as const satisfies Record<string, Sort<PurchaseOrderRow>>;

/** Lists purchase orders with the shipments that carry them, by default the one we learned of last first. */
export async function listPurchaseOrders(
  db: Database,
  filter: PurchaseOrderFilter & Paging,
): Promise<ListPage<PurchaseOrderListItem>> {
  const listing: Listing<PurchaseOrderRow> = {
    id: purchaseOrders.id,
    sorts: PURCHASE_ORDER_SORTS,
    sort: 'learnedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(purchaseOrders)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, conditions(db, filter), filter);
  return { ...page, data: await withCarriers(db, page.data) };
}

/** Counts by `status` or `mode` under the other filters; `late` beside them. */
export function countPurchaseOrdersBy(
  db: Database,
  by: 'status' | 'mode',
  filter: PurchaseOrderFilter = {},
): Promise<Counts> {
  const others = { ...filter, [by]: undefined };
  const also = { late: isLate(filter) };
  return countBy(db, { table: purchaseOrders, column: purchaseOrders[by], where: conditions(db, others), also });
}

function conditions(db: Database, filter: PurchaseOrderFilter): SQL | undefined {
  return and(
    matches(db, 'purchase_order', purchaseOrders, { ...filter, shipment: undefined }),
    filter.shipment ? isOnShipment(db, filter.shipment) : undefined,
    filter.mode ? eq(purchaseOrders.mode, filter.mode) : undefined,
    filter.sku ? sql`${purchaseOrders.id} in ${ordersOf(db, filter.sku)}` : undefined,
    filter.late ? isLate(filter) : undefined,
  );
}

function ordersOf(db: Database, sku: string) {
  return db
    .select({ id: purchaseOrderLines.purchaseOrderId })
    .from(purchaseOrderLines)
    .where(eq(purchaseOrderLines.sku, sku));
}

/** Late against its own promise or that of a line, until every shipment that is known to carry it was delivered. */
function isLate(filter: PurchaseOrderFilter): SQL {
  const today = todayOf(filter);
  const { id, searchable, status, mustArriveOn } = purchaseOrders;
  const carried = sql`select s.status from shipments s where s.id in (
    select shipment_id from shipment_records where record_id = ${id}
    union select shipment_id from shipment_references
      where searchable = ${searchable} and searchable <> '' and type in ('purchase_order', 'order', 'customer'))`;
  return sql`${status} = 'open' and (${mustArriveOn} < ${today} or exists (
      select from purchase_order_lines line where line.purchase_order_id = ${id} and line.must_arrive_on < ${today}))
    and not (exists (${carried}) and 'delivered' = all (${carried}))`;
}
