import { watch } from '#app/watch.ts';
import { watchesOf } from '#db/queries/watches.ts';
import { userOf } from '#lib/api/credentials.ts';
import { serveCreation, serveParts } from '#lib/api/handler.ts';
import { unprocessable } from '#lib/api/http-error.ts';
import { watchCreate, watchParts } from '#lib/api/resources/watches.ts';
import { followedIn } from '#lib/model/watch.ts';

export const GET = serveParts(watchParts, (db, _id, caller) => watchesOf(db, userOf(caller).email));

export const POST = serveCreation(watchCreate, async ({ channel, severity, ...subject }, caller) => {
  const watched = await watch(userOf(caller), { followed: followedIn(subject), channel, severity }, caller.name);
  if ('mistake' in watched) throw unprocessable(watched.mistake);
  return watched;
});
