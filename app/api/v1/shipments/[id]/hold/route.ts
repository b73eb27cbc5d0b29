import { database } from '#db/client.ts';
import { holdOf, placeHold } from '#db/queries/shipment-hold.ts';
import { serveChange, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { holdOne, holdPlace } from '#lib/api/resources/shipment-hold.ts';
import { expectHoldAdmin } from './expect-hold-admin.ts';

export const GET = serveOne(holdOne, holdOf);

export const PATCH = serveChange(holdPlace, async (id, { reason }, { name, role }) => {
  expectHoldAdmin(role);
  const hold = await placeHold(database(), name, id, reason);
  if (hold === null) throw new HttpError(404, 'There is no shipment with this id');
  return hold;
});
