import { getDocument } from '#db/queries/documents.ts';
import { serveOne } from '#lib/api/handler.ts';
import { documentOne } from '#lib/api/resources/documents.ts';

export const GET = serveOne(documentOne, getDocument);
