import { database } from '#db/client.ts';
import { getShareLink, revokeShareLink } from '#db/queries/share-links.ts';
import { serveAction, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { shareLinkOne, shareLinkRevoke } from '#lib/api/resources/share-links.ts';

export const GET = serveOne(shareLinkOne, getShareLink);

export const DELETE = serveAction(shareLinkRevoke, async (id, { name }) => {
  const isKnown = await revokeShareLink(database(), name, id);
  if (!isKnown) throw new HttpError(404, 'There is no shared link with this id');
  return { id };
});
