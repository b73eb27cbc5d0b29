import { getPurchaseOrder } from '#db/queries/purchase-order.ts';
import { serveOne } from '#lib/api/handler.ts';
import { purchaseOrderOne } from '#lib/api/resources/purchase-orders.ts';

export const GET = serveOne(purchaseOrderOne, (db, id) => getPurchaseOrder(db, id));
