import { getException } from '#db/queries/exceptions.ts';
import { serveOne } from '#lib/api/handler.ts';
import { exceptionOne } from '#lib/api/resources/exceptions.ts';

export const GET = serveOne(exceptionOne, getException);
