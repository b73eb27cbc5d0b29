import { askProvider } from '#app/ask-provider.ts';
import { database } from '#db/client.ts';
import { getRequest } from '#db/queries/requests.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { requestCreate, requestList } from '#lib/api/resources/requests.ts';

export const GET = serveList(requestList);

export const POST = serveCreation(requestCreate, async ({ provider, ...request }, by) => {
  const asked = await askProvider(provider, request, by);
  if ('refused' in asked && asked.refused === 'provider') {
    const detail = `must be one that takes this: ${asked.takers.join(', ') || 'none does, because no API is reached'}`;
    throw new HttpError(422, `#/provider: ${detail}`, { errors: [{ pointer: '#/provider', detail }] });
  }
  if ('refused' in asked)
    throw new HttpError(
      422,
      `Idempotency-Key: was used before, for request ${asked.id}, which asks for something else`,
    );
  const noted = await getRequest(database(), asked.id);
  if (!noted) throw new Error(`request ${asked.id} is gone`);
  return noted;
});
