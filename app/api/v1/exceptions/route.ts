import { serveList } from '#lib/api/handler.ts';
import { exceptionList } from '#lib/api/resources/exceptions.ts';

export const GET = serveList(exceptionList);
