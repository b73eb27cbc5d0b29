import { serveList } from '#lib/api/handler.ts';
import { runList } from '#lib/api/resources/reconciliation.ts';

export const GET = serveList(runList);
