import { listDeliveryEvents } from '#db/queries/delivery.ts';
import { serveListOf } from '#lib/api/handler.ts';
import { deliveryEventList } from '#lib/api/resources/deliveries.ts';

export const GET = serveListOf(deliveryEventList, listDeliveryEvents);
