import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '#db/client.ts';
import { log } from '#lib/log.ts';
import { auth } from './index.ts';
import { PATH_HEADER, signInPath } from './next-path.ts';
import { includesRole, type Role } from './roles.ts';
import { type SessionUser, userOfSession } from './sessions.ts';

export type { SessionUser };

/**
 * Who is signed in, or null. The cookie says which session; the database says whether it is still open, whose it is and what
 * they may now. Read once per request.
 */
export const currentUser = cache(async (): Promise<SessionUser | null> => {
  const session = await auth();
  return session?.sessionId ? userOfSession(database(), session.sessionId) : null;
});

/** Who is signed in; everybody else is sent to the sign-in page and from there back to where they wanted to go. */
export async function requireUser(): Promise<SessionUser> {
  const user = await currentUser();
  if (user) return user;
  redirect(signInPath((await headers()).get(PATH_HEADER)));
}

/** Who is signed in when they have a role, or null: the page says what it needs. */
export async function userWithRole(needed: Role): Promise<SessionUser | null> {
  const user = await requireUser();
  if (includesRole(user.role, needed)) return user;
  log.warn({ actor: user.email, role: user.role, needed }, 'role refused');
  return null;
}
