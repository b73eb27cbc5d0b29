import { serveList } from '#lib/api/handler.ts';
import { driftList } from '#lib/api/resources/reconciliation.ts';

export const GET = serveList(driftList);
