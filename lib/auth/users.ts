import { and, eq, isNull, sql } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { AS_WRITTEN } from '#lib/model/as-written.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import { endLinksMadeBy, endLinksOf } from './account-links.ts';
import { revokeTokensOf } from './api-tokens.ts';
import { endWatches } from './end-watches.ts';
import { insertUser } from './insert-user.ts';
import { hashPassword } from './password.ts';
import { passwordWeakness } from './password-policy.ts';
import type { Refusal } from './refusal.ts';
import { releaseExceptions } from './release-exceptions.ts';
import type { Role } from './roles.ts';
import { dropSecondFactor } from './second-factor.ts';
import { endSession, endSessionsOf } from './sessions.ts';

/** A user to add; without a password for single sign-on. */
export type NewUser = { email: string; name: string | null; role: Role; password: string | null };

/** Adds a user, or a removed user again: the same address may belong to another person now. Returns why not, with the field; null if added. */
export async function addUser(db: Database, by: string, person: NewUser, { t } = AS_WRITTEN): Promise<Mistake | null> {
  const { email, name, role, password } = person;
  const weakness = password === null ? null : passwordWeakness(password, [email, name]);
  if (weakness) return { field: 'password', message: weakness };
  const passwordHash = password === null ? null : await hashPassword(password);
  return db.transaction(async (tx) => {
    if (!(await insertUser(tx, { email, name, role, passwordHash })))
      return { field: 'email', message: t('{email} is a user already.', { email }) };
    await endLinksOf(tx, email);
    await audit(tx, by, 'person-added', `${email} (${role})`);
    return null;
  });
}

/** Changes a user's role and ends their sessions, and the links that they made as an admin. The last admin keeps the role. */
export async function changeRole(db: Database, by: string, id: string, role: Role): Promise<Refusal> {
  return unlessLastAdmin(db, id, role, async (tx, email) => {
    await tx.update(users).set({ role }).where(eq(users.id, id));
    await endSessionsOf(tx, id);
    await revokeTokensOf(tx, by, id, role);
    if (role !== 'admin') await revokeLinksMadeBy(tx, by, email);
    await audit(tx, by, 'role-changed', `${email} (${role})`);
  });
}

/**
 * Removes a user at once, who is told nothing more of the shipments that they watched and owns no exception any more; the invitations that
 * they made are revoked. Only an admin can add them again. The last admin cannot be removed.
 */
export async function removeUser(db: Database, by: string, id: string): Promise<Refusal> {
  return unlessLastAdmin(db, id, null, async (tx, email) => {
    await tx.update(users).set({ removedAt: now(), passwordHash: null }).where(eq(users.id, id));
    await endSessionsOf(tx, id);
    await endLinksOf(tx, email);
    await revokeLinksMadeBy(tx, by, email);
    await dropSecondFactor(tx, id);
    await revokeTokensOf(tx, by, id, null);
    await endWatches(tx, email);
    await releaseExceptions(tx, by, email);
    await audit(tx, by, 'person-removed', email);
  });
}

/** Ends all sessions of a user, who may sign in again. */
export async function signOut(db: Database, by: string, id: string): Promise<Refusal> {
  return db.transaction(async (tx) => {
    const [person] = await tx.select({ email: users.email }).from(users).where(eq(users.id, id));
    if (!person) return 'This user no longer exists.';
    await endSessionsOf(tx, id);
    await audit(tx, by, 'sessions-ended', person.email);
    return null;
  });
}

/** Ends a session of the current user, such as another browser. Does nothing if it is not theirs. */
export async function endOwnSession(db: Database, user: { id: string; email: string }, session: string): Promise<void> {
  await db.transaction(async (tx) => {
    if (await endSession(tx, user.id, session)) await audit(tx, user.email, 'session-ended', user.email);
  });
}

/** Whoever is no admin any more lets nobody in, and sets nobody's password. */
async function revokeLinksMadeBy(tx: Database, by: string, email: string): Promise<void> {
  for (const link of await endLinksMadeBy(tx, email))
    if (link.kind === 'invitation') await audit(tx, by, 'invitation-revoked', link.email);
}

async function unlessLastAdmin(
  db: Database,
  id: string,
  role: Role | null,
  act: (tx: Database, email: string) => Promise<void>,
): Promise<Refusal> {
  return db.transaction(async (tx) => {
    // Two admins who demote each other at the same time are serialised here.
    const admins = await tx.execute<{ id: string }>(
      sql`select id from users where role = 'admin' and removed_at is null order by id for update`,
    );
    const [person] = await tx
      .select()
      .from(users)
      .where(and(eq(users.id, id), isNull(users.removedAt)));
    if (!person) return 'This user no longer exists.';
    if (role !== 'admin' && admins.length === 1 && admins[0]?.id === id) {
      return 'This is the only admin. Make another user an admin first.';
    }
    await act(tx, person.email);
    return null;
  });
}
