import { database } from '#db/client.ts';
import { liftHold } from '#db/queries/shipment-hold.ts';
import { serveDetailedAction } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { holdLift } from '#lib/api/resources/shipment-hold.ts';
import { expectHoldAdmin } from '../expect-hold-admin.ts';

export const POST = serveDetailedAction(holdLift, async (id, { reason }, { name, role }) => {
  expectHoldAdmin(role);
  if (!(await liftHold(database(), name, id, reason))) throw new HttpError(404, 'This shipment has no legal hold');
  return { id };
});
