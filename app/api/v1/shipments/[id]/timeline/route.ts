import { getTimeline, shipmentExists } from '#db/queries/shipments.ts';
import { serveParts } from '#lib/api/handler.ts';
import { shipmentTimeline } from '#lib/api/resources/shipments.ts';

export const GET = serveParts(shipmentTimeline, async (db, id) => {
  if (!(await shipmentExists(db, id))) return null;
  return (await getTimeline(db, id)).filter(({ standing }) => standing === 'current');
});
