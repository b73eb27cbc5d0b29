import { getRun } from '#db/queries/runs.ts';
import { serveOne } from '#lib/api/handler.ts';
import { runOne } from '#lib/api/resources/reconciliation.ts';

export const GET = serveOne(runOne, getRun);
