import { eq } from 'drizzle-orm';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { auth } from './index.ts';
import { PATH_HEADER, signInPath } from './next-path.ts';
import { includesRole, parseRole, type Role } from './roles.ts';

/** Who is signed in. */
export type Person = { id: string; email: string; name: string | null; role: Role };

/**
 * Who is signed in, or null. The session says who; the table of users says whether they still may and as what, so that
 * taking a person or a role away works at once. Read once per request.
 */
export const currentUser = cache(async (): Promise<Person | null> => {
  const session = await auth();
  if (!session?.user.id) return null;
  const [user] = await database().select().from(users).where(eq(users.id, session.user.id));
  return user ? { id: user.id, email: user.email, name: user.name, role: parseRole(user.role) } : null;
});

/** Who is signed in; everybody else is sent to the sign-in page and from there back to where they wanted to go. */
export async function requireUser(): Promise<Person> {
  const user = await currentUser();
  if (user) return user;
  redirect(signInPath((await headers()).get(PATH_HEADER)));
}

/** Who is signed in when they have a role, or null: the page says what it needs. */
export async function userWithRole(needed: Role): Promise<Person | null> {
  const user = await requireUser();
  return includesRole(user.role, needed) ? user : null;
}
