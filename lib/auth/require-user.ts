import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '#db/client.ts';
import { log } from '#lib/log.ts';
import { auth } from './index.ts';
import { METHOD_HEADER, PATH_HEADER, signInPath, VIEW_REFUSED } from './next-path.ts';
import { includesRole, type Role } from './roles.ts';
import { enrolleeOfSession, type SessionUser, userOfSession } from './sessions.ts';
import { onlyReads } from './view-as.ts';

export type { SessionUser };

/**
 * The signed-in user for what changes nothing, or null. The cookie names the session; whether it is open, its user and their role are
 * read from the database, once per request.
 */
export const currentReader = cache(async (): Promise<SessionUser | null> => {
  const session = await auth();
  return session?.sessionId ? userOfSession(database(), session.sessionId) : null;
});

/**
 * The signed-in user, or null. This is the only door of pages and server actions: while an admin views as another role, a request that
 * may change something is redirected to a page that says so, before it has changed anything.
 */
export async function currentUser(): Promise<SessionUser | null> {
  const user = await currentReader();
  if (user?.viewsAs && !onlyReads((await headers()).get(METHOD_HEADER) ?? 'GET')) redirect(VIEW_REFUSED);
  return user;
}

/** The user who signed in and has to set up two-factor authentication before anything else; null for all others. */
export const currentEnrollee = cache(async (): Promise<SessionUser | null> => {
  const session = await auth();
  return session?.sessionId ? enrolleeOfSession(database(), session.sessionId) : null;
});

/** The signed-in user; without one the request is redirected to the sign-in page, which returns to this page. */
export async function requireUser(): Promise<SessionUser> {
  const user = await currentUser();
  if (user) return user;
  redirect(signInPath((await headers()).get(PATH_HEADER)));
}

/** The signed-in user if they have a role, else null. */
export async function userWithRole(needed: Role): Promise<SessionUser | null> {
  const user = await requireUser();
  if (includesRole(user.role, needed)) return user;
  log.warn({ actor: user.email, role: user.role, needed }, 'role refused');
  return null;
}
