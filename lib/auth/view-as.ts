import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { audit } from '#db/audit.ts';
import type { Database } from '#db/client.ts';
import { sessions, users } from '#db/schema/index.ts';
import { now } from '#lib/clock.ts';
import { parseRole, type Role } from './roles.ts';

/** The roles as which an admin can view the pages. */
export const VIEWED_ROLES = ['viewer', 'operator'] as const satisfies readonly Role[];
export type ViewedRole = (typeof VIEWED_ROLES)[number];

/** Viewing as another role ends after this time. */
const VIEW_MINUTES = 60;

/** Whether a request with this HTTP method may be made while viewing as another role: it may only read. */
export function onlyReads(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

type Viewer = { email: string; sessionId: string };

/** Begins to view as a role, for an hour. Does nothing if this session does so already. The caller checks that the user is an admin. */
export async function beginViewAs(db: Database, { email, sessionId }: Viewer, role: ViewedRole): Promise<void> {
  const viewsAsUntil = new Date(Date.parse(now()) + VIEW_MINUTES * 60_000).toISOString();
  await db.transaction(async (tx) => {
    const begun = await tx
      .update(sessions)
      .set({ viewsAs: role, viewsAsUntil })
      .where(and(eq(sessions.id, sessionId), isNull(sessions.viewsAs)))
      .returning({ id: sessions.id });
    if (begun.length > 0) await audit(tx, email, 'view-begun', role);
  });
}

/** Ends it. `why`: for the audit log, where nobody pressed a button. */
export async function endViewAs(db: Database, { email, sessionId }: Viewer, why?: string): Promise<void> {
  await db.transaction(async (tx) => {
    // The update returns new values only, so the role is read before.
    const [before] = await tx
      .select({ role: sessions.viewsAs })
      .from(sessions)
      .where(and(eq(sessions.id, sessionId), isNotNull(sessions.viewsAs)))
      .for('update');
    if (!before) return;
    await tx.update(sessions).set({ viewsAs: null, viewsAsUntil: null }).where(eq(sessions.id, sessionId));
    await auditViewEnd(tx, email, before.role, why);
  });
}

/** Records the end of a view as a role. */
export function auditViewEnd(tx: Database, email: string, role: string | null, why?: string): Promise<void> {
  return audit(tx, email, 'view-ended', why ? `${role}, ${why}` : `${role}`);
}

/** The role as which a session views the pages now, or null. */
export function viewedRole({ viewsAs, viewsAsUntil }: typeof sessions.$inferSelect): Role | null {
  return viewsAs !== null && viewsAsUntil !== null && viewsAsUntil > now() ? parseRole(viewsAs) : null;
}

/** Records the ends of the views of sessions that are about to be deleted. `which`: a condition on `sessions`. */
export async function auditViewsOf(tx: Database, which: ReturnType<typeof eq> | undefined): Promise<void> {
  const viewing = await tx
    .select({ role: sessions.viewsAs, email: users.email })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(isNotNull(sessions.viewsAs), which));
  for (const { role, email } of viewing) await auditViewEnd(tx, email, role, 'with the session');
}
