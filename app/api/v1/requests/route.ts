import { database } from '#db/client.ts';
import { getRequest } from '#db/queries/requests.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { requestCreate, requestList } from '#lib/api/resources/requests.ts';
import { audit } from '#lib/auth/audit.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = serveList(requestList);

export const POST = serveCreation(requestCreate, async ({ provider, ...asked }, by) => {
  const { reconciler } = await runtime();
  const takers = reconciler.takes(asked.kind);
  if (!takers.includes(provider)) {
    const detail = `must be one that takes this: ${takers.join(', ') || 'none does, because no API is reached'}`;
    throw new HttpError(422, `#/provider: ${detail}`, { errors: [{ pointer: '#/provider', detail }] });
  }
  const { id, isOther, isNew } = await reconciler.ask(provider, asked, by);
  if (isOther)
    throw new HttpError(422, `Idempotency-Key: was used before, for request ${id}, which asks for something else`);
  if (isNew) await audit(database(), by.name, 'requested', `${asked.kind} ${id}`);
  const noted = await getRequest(database(), id);
  if (!noted) throw new Error(`request ${id} is gone`);
  return noted;
});
