import { listRequests } from '#db/queries/requests.ts';
import { serveList } from '#lib/api/handler.ts';
import { requestList } from '#lib/api/nouns/requests.ts';

export const GET = serveList(requestList, listRequests);
