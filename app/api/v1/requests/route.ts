import { submitRequest } from '#app/submit-request.ts';
import { database } from '#db/client.ts';
import { getRequest } from '#db/queries/requests.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { requestCreate, requestList } from '#lib/api/resources/requests.ts';

export const GET = serveList(requestList);

export const POST = serveCreation(requestCreate, async ({ provider, ...request }, by) => {
  const submitted = await submitRequest(provider, request, by);
  if ('rejected' in submitted && submitted.rejected === 'provider') {
    const names = submitted.acceptedBy.join(', ') || 'none, because no API is configured';
    const detail = `must be a provider that accepts this kind of request: ${names}`;
    throw new HttpError(422, `#/provider: ${detail}`, { errors: [{ pointer: '#/provider', detail }] });
  }
  if ('rejected' in submitted)
    throw new HttpError(422, `Idempotency-Key: was used before for request ${submitted.id}, whose content differs`);
  const stored = await getRequest(database(), submitted.id);
  if (!stored) throw new Error(`request ${submitted.id} does not exist`);
  return stored;
});
