import { and, eq, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { flag, numberStart, provider, shipment, text, today } from '#lib/model/filter.ts';
import { ORDER_LABELS } from '#lib/model/labels.ts';
import { ORDER_STATUSES } from '#lib/model/record.ts';
import { transportModeSchema } from '#lib/model/schema.ts';
import type { Database } from '../client.ts';
import { purchaseOrderLines, purchaseOrders } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { isExpectedLate } from './expected-late.ts';
import { isLate } from './late-orders.ts';
import type { LinkedShipment } from './linked.ts';
import { isOnShipment, withCarriers } from './order-links.ts';
import { bytewise, matches } from './record-filters.ts';

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
    expectedLate: flag(
      'Only open orders that are not late yet and whose shipment is expected after the required delivery date.',
    ),
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
    special: [
      { key: 'late', label: 'Late', set: { late: 'true' }, sort: 'mustArriveOn', late: true },
      {
        key: 'expectedLate',
        label: 'Expected late',
        set: { expectedLate: 'true' },
        sort: 'mustArriveOn',
        uncounted: true,
      },
    ],
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
      query.expectedLate ? isExpectedLate(query) : undefined,
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
