import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { problem } from '#lib/problem.ts';
import { authorise } from './authorise.ts';
import { respond } from './respond.ts';

/**
 * Null when the caller may do this, else the answer. Programs bring the bearer token; a signed-in browser may read too,
 * so that a link to a file works, and an operator's may write when the request comes from our own pages.
 */
export async function mayCall(request: Request): Promise<Response | null> {
  const refused = authorise(request);
  if (refused === null || request.headers.has('authorization') || !request.headers.has('cookie')) return refused;
  const person = await currentUser();
  if (!person) return refused;
  if (request.method === 'GET' || request.method === 'HEAD') return null;
  if (!isFromUs(request)) return respond(403, problem(403, 'A write by a session must come from our own pages'));
  if (!includesRole(person.role, 'operator')) return respond(403, problem(403, 'This needs the role of an operator'));
  return null;
}

/** Browsers state the origin of every write; another site cannot forge it. */
function isFromUs(request: Request): boolean {
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
