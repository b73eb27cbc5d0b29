import { and, asc, desc, eq, gt, isNull, lt, ne, sql } from 'drizzle-orm';
import { SESSION_CHANNEL } from '#db/channels.ts';
import type { Database } from '#db/client.ts';
import { sessions, signInChallenges, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { parseRole, type Role } from './roles.ts';
import { auditViewsOf, endViewAs, viewedRole } from './view-as.ts';

/**
 * The signed-in user and the session. `hasPassword`: not of single sign-on. `viewsAs`: the lower role as which an admin views the pages,
 * which is `role` then; null for all others.
 */
export type SessionUser = {
  id: string;
  email: string;
  name: string | null;
  role: Role;
  viewsAs: Role | null;
  hasPassword: boolean;
  sessionId: string;
};

/** A session ends after this time, even if it is used. */
export const SESSION_HOURS = 12;
/** A session that is not used for this long ends. */
const IDLE_HOURS = 2;
/** Maximum of sessions of one user; a further one ends the oldest. */
const MAX_SESSIONS = 20;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const later = (milliseconds: number) => new Date(Date.parse(now()) + milliseconds).toISOString();

/**
 * Begins a session. Returns its id, which the encrypted cookie holds. One that awaits a second factor can be used only to set one up, with
 * `enrolleeOfSession`.
 */
export async function openSession(
  db: Database,
  userId: string,
  from: { network: string; userAgent: string | null; awaitsSecondFactor?: boolean },
): Promise<string> {
  const at = now();
  await auditViewsOf(db, lt(sessions.expiresAt, at));
  await db.delete(sessions).where(lt(sessions.expiresAt, at));
  const [opened] = await db
    .insert(sessions)
    .values({
      userId,
      createdAt: at,
      lastUsedAt: at,
      expiresAt: later(SESSION_HOURS * HOUR),
      network: from.network,
      awaitsSecondFactor: from.awaitsSecondFactor ?? false,
      userAgent: from.userAgent?.toWellFormed().replace(/\p{C}/gu, '?').slice(0, 200) ?? null,
    })
    .returning({ id: sessions.id });
  if (!opened) throw new Error('the session was not stored');
  const kept = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(eq(sessions.userId, userId))
    .orderBy(desc(sessions.createdAt))
    .limit(MAX_SESSIONS);
  await db.delete(sessions).where(and(eq(sessions.userId, userId), sql`${sessions.id} not in ${kept}`));
  return opened.id;
}

const isOpen = () =>
  and(gt(sessions.expiresAt, now()), gt(sessions.lastUsedAt, later(-IDLE_HOURS * HOUR)), isNull(users.removedAt));

/** The user of a session with their current role; null if it has ended or awaits a second factor. Records that it was used. */
export function userOfSession(db: Database, sessionId: string): Promise<SessionUser | null> {
  return findUser(db, sessionId, false);
}

/** The user of a session that awaits a second factor; null if it does not, or has ended. */
export function enrolleeOfSession(db: Database, sessionId: string): Promise<SessionUser | null> {
  return findUser(db, sessionId, true);
}

async function findUser(db: Database, sessionId: string, awaitsSecondFactor: boolean): Promise<SessionUser | null> {
  const [found] = await db
    .select({ user: users, session: sessions })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.awaitsSecondFactor, awaitsSecondFactor), isOpen()));
  if (!found) return null;
  if (Date.parse(now()) - Date.parse(found.session.lastUsedAt) > MINUTE) {
    await db.update(sessions).set({ lastUsedAt: now() }).where(eq(sessions.id, sessionId));
  }
  const { id, email, name, role, passwordHash } = found.user;
  const viewsAs = viewedRole(found.session);
  if (found.session.viewsAs !== null && viewsAs === null) await endViewAs(db, { email, sessionId }, 'after an hour');
  return { id, email, name, role: viewsAs ?? parseRole(role), viewsAs, hasPassword: passwordHash !== null, sessionId };
}

/** Whether a session is open. An open stream does not count as use, so an unattended screen ends. */
export async function sessionHolds(db: Database, sessionId: string): Promise<boolean> {
  const found = await db
    .select({ id: sessions.id })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), eq(sessions.awaitsSecondFactor, false), isOpen()));
  return found.length > 0;
}

/** Open sessions of a user, oldest first. */
export function listSessions(db: Database, userId: string): Promise<(typeof sessions.$inferSelect)[]> {
  return db
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        gt(sessions.expiresAt, now()),
        gt(sessions.lastUsedAt, later(-IDLE_HOURS * HOUR)),
      ),
    )
    .orderBy(asc(sessions.createdAt));
}

/** Ends one session of a user. Resolves to whether it existed. */
export async function endSession(db: Database, userId: string, sessionId: string): Promise<boolean> {
  return (await end(db, userId, eq(sessions.id, sessionId))) > 0;
}

/** Ends all sessions of a user; with `except`, all others. Sign-ins that wait for a code end too. */
export async function endSessionsOf(db: Database, userId: string, except?: string): Promise<void> {
  await db.delete(signInChallenges).where(eq(signInChallenges.userId, userId));
  await end(db, userId, except === undefined ? undefined : ne(sessions.id, except));
}

/** Notifies the open streams of every process; in a transaction on commit. */
function end(db: Database, userId: string, which: ReturnType<typeof eq> | undefined): Promise<number> {
  const ending = and(eq(sessions.userId, userId), which);
  return db.transaction(async (tx) => {
    await auditViewsOf(tx, ending);
    const ended = await tx.delete(sessions).where(ending).returning({ id: sessions.id });
    await tx.execute(sql`select pg_notify(${SESSION_CHANNEL}, ${userId})`);
    return ended.length;
  });
}
