import { serveListOf } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { INVALID_CURSOR } from '#lib/api/operation.ts';
import { pageOfPorts, portList } from '#lib/api/resources/ports.ts';
import { findPorts } from '#lib/places/find-ports.ts';

export const GET = serveListOf(portList, async (_db, _id, query) => {
  const page = pageOfPorts(findPorts(query.q ?? ''), query);
  if (page) return page;
  const [parameter, detail] = ['cursor', INVALID_CURSOR.message];
  throw new HttpError(400, `${parameter}: ${detail}`, { errors: [{ parameter, detail }] });
});
