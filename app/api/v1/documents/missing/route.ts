import { serveList } from '#lib/api/handler.ts';
import { missingDocumentList } from '#lib/api/resources/missing-documents.ts';

export const GET = serveList(missingDocumentList);
