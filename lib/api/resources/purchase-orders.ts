import { z } from 'zod';
import type { PurchaseOrderDetail } from '#db/queries/purchase-order.ts';
import { PURCHASE_ORDERS, type PurchaseOrderListItem } from '#db/queries/purchase-orders.ts';
import { purchaseOrderLines, purchaseOrders } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { linkedSchema, moment, money, place, rowOf, shown, showStep, stepSchema, texts } from '#lib/api/rows.ts';
import { ORDER_STATUSES } from '#lib/model/record.ts';

/** Cargo on a shipment and, if the source states it, in a container. */
export const goodsSchema = z.strictObject({
  shipmentId: z.uuid(),
  containerId: z.uuid().nullable(),
  containerNumber: z.string().nullable(),
  sku: z.string().nullable(),
  product: z.string().nullable(),
  units: z.int().nullable(),
});

const daysLate = z
  .int()
  .nullable()
  .describe(
    'Days late; negative if early. Until delivery, the expected delivery day counts, or today if that is later.',
  );

export const orderLineSchema = rowOf(purchaseOrderLines, { unitCost: money, hsCodes: texts });

const units = z.int().nullable();

/** The quantities of a line. */
const quantities = {
  shipped: units.describe(
    'Units on shipments that departed; null if one does not state them, or two lines have the SKU.',
  ),
  booked: units.describe('Units on shipments that have not departed.'),
  open: units.describe('Units that have not departed.'),
};

const row = rowOf(purchaseOrders, {
  status: z.enum(ORDER_STATUSES),
  origin: place,
  destination: place,
  createdAt: moment,
  value: money,
  shipments: z.array(linkedSchema),
});

export const purchaseOrderList = listOperation({
  list: PURCHASE_ORDERS,
  id: 'listPurchaseOrders',
  tag: 'Purchase orders',
  summary: 'Purchase orders, most recently updated first',
  name: 'PurchaseOrder',
  row,
  show: (order: PurchaseOrderListItem) => shown(order),
});

export const purchaseOrderOne = oneOperation({
  id: 'getPurchaseOrder',
  path: '/purchase-orders/{id}',
  tag: 'Purchase orders',
  summary: 'One purchase order with its lines, and the location and lateness of each',
  name: 'PurchaseOrderDetail',
  row: row.extend({
    lines: z.array(orderLineSchema.extend({ ...quantities, goods: z.array(goodsSchema.extend({ daysLate })) })),
    steps: z.array(stepSchema),
    shipments: z.array(
      linkedSchema.extend({
        foundBy: z
          .array(z.enum(['link', 'reference', 'goods']))
          .describe(
            'Why the shipment is listed: the provider links it, or the shipment or its goods carry the order number.',
          ),
        daysLate,
      }),
    ),
    otherGoods: z.array(goodsSchema).describe("Goods with the order's number that match none of its lines."),
  }),
  show: (order: PurchaseOrderDetail) => ({ ...shown(order), steps: order.steps.map(showStep) }),
});
