import { database } from '#db/client.ts';
import { getTimeline, shipmentExists } from '#db/queries/shipments.ts';
import { Refused, route, uuid } from '#lib/api/handler.ts';
import { timelineEntry } from '#lib/api/timeline.ts';

export const GET = route(async (_request, { id }: { id: string }) => {
  if (!(await shipmentExists(database(), uuid(id)))) throw new Refused(404, 'There is no shipment with this id');
  const timeline = await getTimeline(database(), id);
  return { data: timeline.filter(({ standing }) => standing === 'current').map(timelineEntry) };
});
