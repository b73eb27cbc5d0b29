import { getRequest } from '#db/queries/requests.ts';
import { serveOne } from '#lib/api/handler.ts';
import { requestOne } from '#lib/api/resources/requests.ts';

export const GET = serveOne(requestOne, getRequest);
