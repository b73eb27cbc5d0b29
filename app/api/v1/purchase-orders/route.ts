import { serveList } from '#lib/api/handler.ts';
import { purchaseOrderList } from '#lib/api/resources/purchase-orders.ts';

export const GET = serveList(purchaseOrderList);
