import { serveList } from '#lib/api/handler.ts';
import { documentList } from '#lib/api/resources/documents.ts';

export const GET = serveList(documentList);
