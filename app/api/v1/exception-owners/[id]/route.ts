import { database } from '#db/client.ts';
import { getOwnerRule, removeOwnerRule } from '#db/queries/exception-owners.ts';
import { requireAdmin } from '#lib/api/credentials.ts';
import { serveAction, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { ownerOne, ownerRemove } from '#lib/api/resources/exception-owners.ts';

export const GET = serveOne(ownerOne, getOwnerRule);

export const DELETE = serveAction(ownerRemove, async (id, caller) => {
  requireAdmin(caller);
  const wasThere = await removeOwnerRule(database(), caller.name, id);
  if (!wasThere) throw new HttpError(404, 'There is no exception owner with this id');
  return { id };
});
