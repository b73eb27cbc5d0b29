import { serveList } from '#lib/api/handler.ts';
import { deliveryList } from '#lib/api/resources/deliveries.ts';

export const GET = serveList(deliveryList);
