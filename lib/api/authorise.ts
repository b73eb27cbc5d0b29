import { env } from '#lib/env.ts';
import { problem } from '#lib/problem.ts';
import { sameText } from '#lib/providers/signature.ts';
import { respond } from './respond.ts';

/** Null when the request carries the bearer token, else the 401 to answer. */
function authoriseWith(token: string | undefined, request: Request): Response | null {
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (token && given && sameText(given, [token])) return null;
  return respond(401, problem(401, 'A valid bearer token is needed'), { 'www-authenticate': 'Bearer' });
}

/** Guards the REST API: `API_TOKEN`. */
export function authorise(request: Request): Response | null {
  return authoriseWith(env().API_TOKEN, request);
}

/** Guards what a scheduler calls: `CRON_SECRET`. */
export function authoriseCron(request: Request): Response | null {
  return authoriseWith(env().CRON_SECRET, request);
}
