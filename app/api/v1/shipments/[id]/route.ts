import { database } from '#db/client.ts';
import { getShipment } from '#db/queries/shipments.ts';
import { Refused, route, uuid } from '#lib/api/handler.ts';

export const GET = route(async (_request, { id }: { id: string }) => {
  const shipment = await getShipment(database(), uuid(id));
  if (!shipment) throw new Refused(404, 'There is no shipment with this id');
  return { data: shipment };
});
