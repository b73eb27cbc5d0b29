import { getContainer } from '#db/queries/containers.ts';
import { serveOne } from '#lib/api/handler.ts';
import { containerOne } from '#lib/api/resources/containers.ts';

export const GET = serveOne(containerOne, getContainer);
