import { database } from '#db/client.ts';
import { getWatch, type WatchRow } from '#db/queries/watches.ts';
import { type Principal, userOf } from '#lib/api/credentials.ts';
import { serveAction, serveChange, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { watchChange, watchEnd, watchOne } from '#lib/api/resources/watches.ts';
import { muteWatch, stopWatch } from '#lib/notices/followed/watch.ts';

export const GET = serveOne(watchOne, (db, id, caller) => getWatch(db, userOf(caller).email, id));

export const PATCH = serveChange(watchChange, async (id, { isMuted }, caller) => {
  await own(id, caller);
  await muteWatch(database(), userOf(caller).email, { id, isMuted });
  return own(id, caller);
});

export const DELETE = serveAction(watchEnd, async (id, caller) => {
  await own(id, caller);
  await stopWatch(database(), userOf(caller).email, { id }, caller.name);
  return { id };
});

async function own(id: string, caller: Principal): Promise<WatchRow> {
  const watched = await getWatch(database(), userOf(caller).email, id);
  if (watched === null) throw new HttpError(404, 'The user watches nothing with this id');
  return watched;
}
