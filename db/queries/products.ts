import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, provider, shipment, text } from '#lib/model/filter.ts';
import { PRODUCT_LABELS } from '#lib/model/labels.ts';
import { PRODUCT_STATUSES } from '#lib/model/record.ts';
import type { Database } from '../client.ts';
import { containers, products, purchaseOrderLines, purchaseOrders, shipmentItems } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { isExpectedLate } from './expected-late.ts';
import { isLate } from './late-orders.ts';
import { type LinkedShipment, readLinked, type StepRow, stepsOf } from './linked.ts';
import type { OrderGoods, OrderLineRow } from './purchase-order.ts';
import type { PurchaseOrderRow } from './purchase-orders.ts';
import { bytewise, matches } from './record-filters.ts';

export type ProductRow = typeof products.$inferSelect;

export type ProductOrder = {
  order: Pick<PurchaseOrderRow, 'id' | 'number' | 'status' | 'buyer' | 'seller' | 'mustArriveOn'>;
  line: OrderLineRow;
};

export type ProductDetail = ProductRow & {
  steps: StepRow[];
  /** The newest 200 order lines with it. */
  orders: ProductOrder[];
  /** The shipments that carry it, with quantities by container; 200 at most. */
  shipments: (LinkedShipment & { goods: OrderGoods[] })[];
};

const MAX_LINKED_ROWS = 200;

/** Products. They are linked to shipments by SKU, since no source links the two. */
export const PRODUCTS = declareList({
  path: '/products',
  title: 'Products',
  find: 'SKU',
  filter: z.strictObject({
    q: text(200, 'A prefix of the SKU, or of the name if there is no SKU.'),
    sku: text(200, 'The SKU (exact match).'),
    status: z.enum(PRODUCT_STATUSES).optional().describe('Whether the product is still in use.'),
    late: flag('Only products on a line of an open order that is late.'),
    expectedLate: flag('Only products on a line of an open order that is expected late.'),
    provider,
    shipment,
  }),
  apiOnly: ['sku'],
  sorts: {
    learnedAt: { by: products.learnedAt, form: 'instant', natural: 'desc', key: (row: ProductRow) => row.learnedAt },
    number: { by: bytewise(products.searchable), form: 'text', natural: 'asc', key: (row) => row.searchable },
  },
  id: products.id,
  from: products,
  facets: { status: { column: products.status, within: products.learnedAt } },
  tabs: {
    special: [
      { key: 'late', label: 'On a late order', set: { late: 'true' }, sort: 'number', late: true },
      {
        key: 'expectedLate',
        label: 'On one expected late',
        set: { expectedLate: 'true' },
        sort: 'number',
        uncounted: true,
      },
    ],
    by: 'status',
    labels: PRODUCT_LABELS,
  },
  where: (db, { shipment: carrier, ...query }): SQL | undefined =>
    and(
      matches(db, 'product', products, query),
      isEqual(products.sku, query.sku),
      query.late ? sql`${products.sku} in ${skusOfOrders(db, isLate({}))}` : undefined,
      query.expectedLate ? sql`${products.sku} in ${skusOfOrders(db, isExpectedLate({}))}` : undefined,
      carrier ? sql`${products.sku} in ${carriedBy(db, carrier)}` : undefined,
    ),
  rows: rowsOf(products),
  items: async (_db, rows) => rows,
});

function skusOfOrders(db: Database, where: SQL) {
  return db
    .select({ sku: purchaseOrderLines.sku })
    .from(purchaseOrders)
    .innerJoin(purchaseOrderLines, eq(purchaseOrderLines.purchaseOrderId, purchaseOrders.id))
    .where(where);
}

function carriedBy(db: Database, carrier: string) {
  return db.select({ sku: shipmentItems.sku }).from(shipmentItems).where(eq(shipmentItems.shipmentId, carrier));
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
    .limit(MAX_LINKED_ROWS);
}

async function carriersOf(db: Database, wanted: string): Promise<ProductDetail['shipments']> {
  const { shipmentId, containerId, sku, product, units } = shipmentItems;
  const goods = await db
    .select({ shipmentId, containerId, containerNumber: containers.number, sku, product, units })
    .from(shipmentItems)
    .leftJoin(containers, eq(containers.id, containerId))
    .where(eq(sku, wanted))
    .orderBy(asc(shipmentId), asc(shipmentItems.id))
    .limit(MAX_LINKED_ROWS);
  const linked = await readLinked(
    db,
    goods.map((some) => some.shipmentId),
  );
  return [...linked.values()].map((shipment) => ({
    ...shipment,
    goods: goods.filter((some) => some.shipmentId === shipment.id),
  }));
}
