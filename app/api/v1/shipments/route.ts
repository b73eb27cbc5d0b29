import { serveList } from '#lib/api/handler.ts';
import { shipmentList } from '#lib/api/resources/shipments.ts';

export const GET = serveList(shipmentList);
