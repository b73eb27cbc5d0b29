import { eq, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import { users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { audit } from './audit.ts';
import { hashPassword, passwordMatches } from './password.ts';
import type { Role } from './roles.ts';

/** Somebody to add. Without a password they come through single sign-on. */
export type NewPerson = { email: string; name: string | null; role: Role; password: string | null };

/** Why something was not done, in words; null when it was. */
type Refusal = string | null;

export async function addPerson(db: Database, by: string, person: NewPerson): Promise<Refusal> {
  const { email, name, role, password } = person;
  const added = await db
    .insert(users)
    .values({ email, name, role, passwordHash: password && (await hashPassword(password)), createdAt: now() })
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (added.length === 0) return `${email} is there already.`;
  await audit(db, by, 'person-added', `${email} (${role})`);
  return null;
}

/** Gives somebody another role. The last admin stays one. */
export async function changeRole(db: Database, by: string, id: string, role: Role): Promise<Refusal> {
  return unlessLastAdmin(db, id, role, async (tx, email) => {
    await tx.update(users).set({ role }).where(eq(users.id, id));
    await audit(tx, by, 'role-changed', `${email} (${role})`);
  });
}

/** Takes somebody's access away, at once. The last admin stays. */
export async function removePerson(db: Database, by: string, id: string): Promise<Refusal> {
  return unlessLastAdmin(db, id, null, async (tx, email) => {
    await tx.delete(users).where(eq(users.id, id));
    await audit(tx, by, 'person-removed', email);
  });
}

async function unlessLastAdmin(
  db: Database,
  id: string,
  role: Role | null,
  act: (tx: Database, email: string) => Promise<void>,
): Promise<Refusal> {
  return db.transaction(async (tx) => {
    // Two admins who demote each other at the same moment wait for one another here.
    const admins = await tx.execute<{ id: string }>(
      sql`select id from users where role = 'admin' order by id for update`,
    );
    const [person] = await tx.select().from(users).where(eq(users.id, id));
    if (!person) return 'Nobody like that is there any more.';
    if (role !== 'admin' && admins.length === 1 && admins[0]?.id === id) {
      return 'This is the only admin: make somebody else one first.';
    }
    await act(tx, person.email);
    return null;
  });
}

/** Gives somebody a new password, when they know the old one. */
export async function changePassword(db: Database, id: string, old: string, fresh: string): Promise<Refusal> {
  const [person] = await db.select().from(users).where(eq(users.id, id));
  if (!person || !(await passwordMatches(person.passwordHash, old))) return 'The present password is another one.';
  await db
    .update(users)
    .set({ passwordHash: await hashPassword(fresh) })
    .where(eq(users.id, id));
  await audit(db, person.email, 'password-changed', person.email);
  return null;
}
