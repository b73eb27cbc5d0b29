import { database } from '#db/client.ts';
import { holdOf, liftHold, placeHold } from '#db/queries/shipment-hold.ts';
import { serveAction, serveChange, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { holdLift, holdOne, holdPlace } from '#lib/api/resources/shipment-hold.ts';
import { includesRole, type Role } from '#lib/auth/roles.ts';

export const GET = serveOne(holdOne, holdOf);

export const PATCH = serveChange(holdPlace, async (id, { reason }, { name, role }) => {
  expectAdmin(role);
  const hold = await placeHold(database(), name, id, reason);
  if (hold === null) throw new HttpError(404, 'There is no shipment with this id');
  return hold;
});

export const DELETE = serveAction(holdLift, async (id, { name, role }) => {
  expectAdmin(role);
  if (!(await liftHold(database(), name, id))) throw new HttpError(404, 'This shipment has no legal hold');
  return { id };
});

function expectAdmin(role: Role): void {
  if (!includesRole(role, 'admin')) throw new HttpError(403, 'Only admins place and lift legal holds');
}
