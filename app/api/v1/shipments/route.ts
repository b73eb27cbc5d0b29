import { listShipments } from '#db/queries/shipments.ts';
import { serveList } from '#lib/api/handler.ts';
import { shipmentList } from '#lib/api/nouns/shipments.ts';

export const GET = serveList(shipmentList, listShipments);
