import { isDatabaseAway } from '#db/faults.ts';
import { Misconfigured } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import { problem } from '#lib/problem.ts';
import { HttpError } from './http-error.ts';
import { respond } from './respond.ts';

/** The problem for an error: a mistake of the caller, a database that is unavailable, or an unexpected error, which is logged. */
export function errorResponse(thrown: unknown, request: Request): Response {
  if (thrown instanceof HttpError) return respond(thrown.problem.status, thrown.problem);
  log.error({ err: thrown, path: new URL(request.url).pathname }, 'request failed');
  if (thrown instanceof Misconfigured || isDatabaseAway(thrown))
    return respond(503, problem(503, 'The database is unavailable'), { 'retry-after': '5' });
  return respond(500, problem(500, 'An internal error occurred; it was logged'));
}
