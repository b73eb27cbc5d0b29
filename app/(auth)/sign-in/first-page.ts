import { firstPageOf } from '#app/(dashboard)/start/start-address.ts';
import { database } from '#db/client.ts';
import { findUserId } from '#db/queries/users.ts';
import { START } from '#lib/auth/next-path.ts';

/**
 * The page that a sign-in leads to, for the user whose id or e-mail address it is. `START` would lead on to it, but show an empty page
 * meanwhile. Only after the sign-in: the time that this takes depends on whether the address exists.
 */
export async function firstPage(next: string, user: { id: string } | { email: string }): Promise<string> {
  if (next !== START) return next;
  const id = 'id' in user ? user.id : await findUserId(database(), user.email.trim().toLowerCase());
  return id === null ? START : firstPageOf(database(), id);
}
