import { env } from '#lib/env.ts';
import { problem } from '#lib/problem.ts';
import { matchingText } from '#lib/providers/signature.ts';
import { respond } from './respond.ts';

/** The bearer token of a request, or null. */
export function bearerOf(request: Request): string | null {
  return /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1] ?? null;
}

/** Whether a token is the one of the environment. */
export function isToken(given: string | null, token: string | undefined): boolean {
  return Boolean(token && given && matchingText(given, [token]) === 0);
}

/** The answer to a request without a valid token. */
export function unauthorised(detail = 'A valid bearer token is needed'): Response {
  return respond(401, problem(401, detail), { 'www-authenticate': 'Bearer' });
}

/** Checks the `CRON_SECRET` of a scheduler. Null if it is valid, else the answer. */
export function authoriseCron(request: Request): Response | null {
  return isToken(bearerOf(request), env().CRON_SECRET) ? null : unauthorised();
}
