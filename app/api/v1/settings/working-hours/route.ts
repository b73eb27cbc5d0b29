import { database } from '#db/client.ts';
import { workingHoursSettings } from '#db/queries/working-hours.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveChange, serveOne } from '#lib/api/handler.ts';
import { unprocessable } from '#lib/api/http-error.ts';
import { workingHoursChange, workingHoursOne } from '#lib/api/resources/settings.ts';
import { changeWorkingHours } from '#lib/exceptions/working-hours.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = serveOne(workingHoursOne, workingHoursSettings);

export const PATCH = serveChange(workingHoursChange, async (_id, changes, caller) => {
  requireAdmin(caller);
  const mistake = await changeWorkingHours((await runtime()).sql, caller.name, changes);
  if (mistake) throw unprocessable(mistake);
  return workingHoursSettings(database());
});
