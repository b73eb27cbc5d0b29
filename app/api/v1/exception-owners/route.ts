import { database } from '#db/client.ts';
import { getOwnerRule, setOwnerRule } from '#db/queries/exception-owners.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { HttpError, unprocessable } from '#lib/api/http-error.ts';
import { ownerList, ownerSet } from '#lib/api/resources/exception-owners.ts';

export const GET = serveList(ownerList);

export const POST = serveCreation(ownerSet, async (rule, caller) => {
  requireAdmin(caller);
  const set = await setOwnerRule(database(), caller.name, rule);
  if ('mistake' in set) throw unprocessable(set.mistake);
  const stored = await getOwnerRule(database(), set.id);
  if (stored === null) throw new HttpError(404, 'There is no exception owner with this id');
  return stored;
});
