import { getShipment } from '#db/queries/shipments.ts';
import { serveOne } from '#lib/api/handler.ts';
import { shipmentOne } from '#lib/api/resources/shipments.ts';

export const GET = serveOne(shipmentOne, getShipment);
