import { database } from '#db/client.ts';
import { latenessSettings } from '#db/queries/lateness.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveChange, serveOne } from '#lib/api/handler.ts';
import { latenessChange, latenessOne } from '#lib/api/resources/settings.ts';
import { changeLateness } from '#lib/projections/lateness-limits.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = serveOne(latenessOne, latenessSettings);

export const PATCH = serveChange(latenessChange, async (_id, changes, caller) => {
  requireAdmin(caller);
  await changeLateness((await runtime()).sql, caller.name, changes);
  return latenessSettings(database());
});
