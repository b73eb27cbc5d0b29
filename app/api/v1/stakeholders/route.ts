import { addStakeholderOf } from '#app/add-stakeholder.ts';
import { database } from '#db/client.ts';
import { getStakeholder } from '#db/queries/stakeholders.ts';
import { serveCreation } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { stakeholderCreate } from '#lib/api/resources/stakeholders.ts';

export const POST = serveCreation(stakeholderCreate, async ({ email, shipmentId, partyId }, { name }) => {
  const scope = shipmentId === undefined ? 'customer' : 'shipment';
  const added = await addStakeholderOf(name, email, { scope, subjectId: shipmentId ?? partyId ?? '' });
  if ('error' in added) throw new HttpError(422, added.error);
  const row = await getStakeholder(database(), added.id);
  if (row === null) throw new HttpError(409, 'This stakeholder was removed meanwhile');
  return row;
});
