import { database } from '#db/client.ts';
import { findToken, tokenExpiredAt } from '#lib/auth/api-tokens.ts';
import { currentReader } from '#lib/auth/require-user.ts';
import { includesRole, type Role } from '#lib/auth/roles.ts';
import { onlyReads } from '#lib/auth/view-as.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { problem } from '#lib/problem.ts';
import { bearerOf, isToken, unauthorised } from './authorise.ts';
import { HttpError } from './http-error.ts';
import { respond } from './respond.ts';

/**
 * The caller: a program, by the name of its token, or a user, by e-mail address. `user`: that user, or the one to whom the token belongs;
 * null for `API_TOKEN`, which belongs to nobody. `mayOnlyRead`: an admin who views the pages as another role.
 */
export type Principal = { name: string; role: Role; user: { id: string; email: string } | null; mayOnlyRead?: true };

/**
 * The caller, or the response if the request is not allowed. Programs send a bearer token, `API_TOKEN` or one issued in the settings.
 * A signed-in browser may also read, so that links to files work, and write for an operator if the request comes from our own pages.
 */
export async function principalOf(request: Request): Promise<Principal | Response> {
  const given = bearerOf(request);
  const reads = onlyReads(request.method);
  const caller = given === null ? await person(request) : await program(given);
  if (!caller) return given === null ? unauthorised() : rejectedToken(given);
  if (reads) return caller;
  if (caller.mayOnlyRead) return respond(403, problem(403, 'Nothing is changed while you view as another role'));
  if (given === null && !isSameOrigin(request)) {
    return respond(403, problem(403, 'A write by a session must come from our own pages'));
  }
  if (includesRole(caller.role, 'operator')) return caller;
  log.warn({ actor: caller.name, role: caller.role, path: new URL(request.url).pathname }, 'role refused');
  return respond(403, problem(403, 'This needs the role of an operator'));
}

/** Throws `HttpError` 403 for anybody but an admin, or a token with that role. */
export function requireAdmin({ role }: Principal): void {
  if (!includesRole(role, 'admin')) throw new HttpError(403, 'This needs the role of an admin');
}

/** The user of a caller. Throws `HttpError` 404 for a token that belongs to no user. */
export function userOf({ user }: Principal): { id: string; email: string } {
  if (user === null) throw new HttpError(404, 'This token belongs to no user');
  return user;
}

async function program(token: string): Promise<Principal | null> {
  if (isToken(token, env().API_TOKEN)) return { name: 'API_TOKEN', role: 'operator', user: null };
  return findToken(database(), token);
}

async function rejectedToken(token: string): Promise<Response> {
  const expiredAt = await tokenExpiredAt(database(), token);
  return expiredAt === null ? unauthorised() : unauthorised(`This API token expired on ${expiredAt.slice(0, 10)}`);
}

async function person(request: Request): Promise<Principal | null> {
  if (request.headers.has('authorization') || !request.headers.has('cookie')) return null;
  const user = await currentReader();
  if (!user) return null;
  const { id, email, role, viewsAs } = user;
  return { name: email, role, user: { id, email }, ...(viewsAs && { mayOnlyRead: true }) };
}

/** Browsers send the `Origin` header with every write; other sites cannot forge it. */
function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  const url = env().APP_URL;
  const host = url ? new URL(url).host : request.headers.get('host');
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host;
}
