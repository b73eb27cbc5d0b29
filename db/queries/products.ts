import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { containers, products, purchaseOrderLines, purchaseOrders, shipmentItems } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type LinkedShipment, readLinked, type StepRow, stepsOf } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import type { OrderGoods, OrderLineRow } from './purchase-order.ts';
import type { PurchaseOrderRow } from './purchase-orders.ts';
import { bytewise, matches, type RecordFilter } from './record-filters.ts';

export type ProductRow = typeof products.$inferSelect;

export type ProductFilter = RecordFilter & {
  /** The SKU exactly as written. */
  sku?: string | undefined;
};

export type ProductOrder = {
  order: Pick<PurchaseOrderRow, 'id' | 'number' | 'status' | 'buyer' | 'seller' | 'mustArriveOn'>;
  line: OrderLineRow;
};

export type ProductDetail = ProductRow & {
  steps: StepRow[];
  /** The newest 200 lines that order it. */
  orders: ProductOrder[];
  /** The shipments that carry it, with what of it is in which container; 200 parts at most. */
  shipments: (LinkedShipment & { goods: OrderGoods[] })[];
};

const MOST = 200;

/** How products may be sorted. */
export const PRODUCT_SORTS = {
  learnedAt: { by: products.learnedAt, form: 'instant', first: 'desc', key: (row) => row.learnedAt },
  number: { by: bytewise(products.searchable), form: 'text', first: 'asc', key: (row) => row.searchable },
} as const satisfies Record<string, Sort<ProductRow>>;

/** Lists products, by default the one that we learned of last first. */
export function listProducts(db: Database, filter: ProductFilter & Paging): Promise<ListPage<ProductRow>> {
  const listing: Listing<ProductRow> = {
    id: products.id,
    sorts: PRODUCT_SORTS,
    sort: 'learnedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(products)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  return readPage(listing, conditions(db, filter), filter);
}

/** Counts by `status` under the other filters. */
export function countProductsBy(db: Database, by: 'status', filter: ProductFilter = {}): Promise<Counts> {
  const where = conditions(db, { ...filter, [by]: undefined });
  return countBy(db, { table: products, column: products[by], within: products.learnedAt, where });
}

/** A shipment has the products whose SKU is among its goods: no source links the two. */
function conditions(db: Database, { shipment, ...filter }: ProductFilter): SQL | undefined {
  const carried = () =>
    db
      .select({ sku: shipmentItems.sku })
      .from(shipmentItems)
      .where(eq(shipmentItems.shipmentId, shipment ?? ''));
  return and(
    matches(db, 'product', products, filter),
    filter.sku ? eq(products.sku, filter.sku) : undefined,
    shipment ? sql`${products.sku} in ${carried()}` : undefined,
  );
}

/** One product with the orders and shipments that it is on, or null. */
export async function getProduct(db: Database, id: string): Promise<ProductDetail | null> {
  const [row] = await db.select().from(products).where(eq(products.id, id));
  if (!row) return null;
  const [steps, orders, shipments] = await Promise.all([
    stepsOf(db, id),
    row.sku === null ? [] : ordersOf(db, row.sku),
    row.sku === null ? [] : carriersOf(db, row.sku),
  ]);
  return { ...row, steps, orders, shipments };
}

function ordersOf(db: Database, sku: string): Promise<ProductOrder[]> {
  const { id, number, status, buyer, seller, mustArriveOn } = purchaseOrders;
  return db
    .select({ order: { id, number, status, buyer, seller, mustArriveOn }, line: purchaseOrderLines })
    .from(purchaseOrderLines)
    .innerJoin(purchaseOrders, eq(id, purchaseOrderLines.purchaseOrderId))
    .where(eq(purchaseOrderLines.sku, sku))
    .orderBy(desc(purchaseOrders.learnedAt), asc(id), asc(purchaseOrderLines.position))
    .limit(MOST);
}

async function carriersOf(db: Database, wanted: string): Promise<ProductDetail['shipments']> {
  const { shipmentId, containerId, sku, product, units } = shipmentItems;
  const goods = await db
    .select({ shipmentId, containerId, containerNumber: containers.number, sku, product, units })
    .from(shipmentItems)
    .leftJoin(containers, eq(containers.id, containerId))
    .where(eq(sku, wanted))
    .orderBy(asc(shipmentId), asc(shipmentItems.id))
    .limit(MOST);
  const linked = await readLinked(
    db,
    goods.map((some) => some.shipmentId),
  );
  return [...linked.values()].map((shipment) => ({
    ...shipment,
    goods: goods.filter((some) => some.shipmentId === shipment.id),
  }));
}
