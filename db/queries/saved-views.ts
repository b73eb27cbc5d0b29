import { and, asc, eq, sql } from 'drizzle-orm';
import { now } from '#lib/clock.ts';
import type { Database } from '../client.ts';
import { savedViews } from '../schema/index.ts';

export type SavedView = typeof savedViews.$inferSelect;

/** Maximum of saved views of one list and user: each is counted whenever the list is shown. */
export const MAX_SAVED_VIEWS = 12;

/** A user's saved views of a list, in the order of their creation. */
export function listSavedViews(db: Database, userId: string, list: string): Promise<SavedView[]> {
  return db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.userId, userId), eq(savedViews.list, list)))
    .orderBy(asc(savedViews.createdAt), asc(savedViews.id));
}

/** Saves a view and replaces one with the same name. False if there are `MAX_SAVED_VIEWS` already. */
export async function saveView(
  db: Database,
  view: Pick<SavedView, 'userId' | 'list' | 'name' | 'search'>,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    // Serialised, so that two browsers of one user cannot exceed the limit.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('saved views'), hashtext(${view.userId}))`);
    const kept = await listSavedViews(tx, view.userId, view.list);
    if (kept.length >= MAX_SAVED_VIEWS && !kept.some(({ name }) => name === view.name)) return false;
    await tx
      .insert(savedViews)
      .values({ ...view, createdAt: now() })
      .onConflictDoUpdate({
        target: [savedViews.userId, savedViews.list, savedViews.name],
        set: { search: view.search },
      });
    return true;
  });
}

/** Deletes a view, if it belongs to this user. */
export async function removeView(db: Database, userId: string, id: string): Promise<void> {
  await db.delete(savedViews).where(and(eq(savedViews.id, id), eq(savedViews.userId, userId)));
}
