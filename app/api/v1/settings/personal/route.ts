import { startAddress } from '#app/(dashboard)/start/start-address.ts';
import { database } from '#db/client.ts';
import { readPersonalSettings, savePersonalSettings } from '#db/queries/personal-settings.ts';
import { userOf } from '#lib/api/credentials.ts';
import { serveChange, serveOne } from '#lib/api/handler.ts';
import { unprocessable } from '#lib/api/http-error.ts';
import { personalChange, personalOne } from '#lib/api/resources/personal.ts';

export const GET = serveOne(personalOne, (db, _id, caller) => readPersonalSettings(db, userOf(caller).id));

export const PATCH = serveChange(personalChange, async (_id, changes, caller) => {
  const [db, userId] = [database(), userOf(caller).id];
  if (typeof changes.startPage === 'string' && (await startAddress(db, userId, changes.startPage)) === null)
    throw unprocessable({ field: 'startPage', message: 'must be a page, or a saved view that the user has' });
  return savePersonalSettings(db, userId, changes);
});
