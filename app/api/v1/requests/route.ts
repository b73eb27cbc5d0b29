import { rejectionOf } from '#app/requests/rejection.ts';
import { submitRequest } from '#app/submit-request.ts';
import { database } from '#db/client.ts';
import { getRequest } from '#db/queries/requests.ts';
import { serveCreation, serveList } from '#lib/api/handler.ts';
import { requestCreate, requestList } from '#lib/api/resources/requests.ts';

export const GET = serveList(requestList);

export const POST = serveCreation(requestCreate, async ({ provider, ...request }, by) => {
  const submitted = await submitRequest(provider, request, by);
  if ('rejected' in submitted) throw rejectionOf(submitted);
  const stored = await getRequest(database(), submitted.id);
  if (!stored) throw new Error(`request ${submitted.id} does not exist`);
  return stored;
});
