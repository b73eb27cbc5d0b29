import { getShipment } from '#db/queries/shipments.ts';
import { serveOne } from '#lib/api/handler.ts';
import { shipmentOne } from '#lib/api/nouns/shipments.ts';

export const GET = serveOne(shipmentOne, getShipment);
