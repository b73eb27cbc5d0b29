import { and, asc, eq, ne, or, type SQL, sql } from 'drizzle-orm';
import { now } from '#lib/clock.ts';
import type { Database } from '../client.ts';
import { savedViews } from '../schema/index.ts';

export type SavedView = typeof savedViews.$inferSelect;

/** Maximum of saved views of one list: of one user, and shared by all. Each is counted whenever the list is shown. */
export const MAX_SAVED_VIEWS = 12;

/** A user's saved views of a list, in the order of their creation. */
export function listSavedViews(db: Database, userId: string, list: string): Promise<SavedView[]> {
  return listViews(db, list, eq(savedViews.userId, userId));
}

/** The views of a list that other users share, in the order of their creation. */
export function listSharedViews(db: Database, userId: string, list: string): Promise<SavedView[]> {
  return listViews(db, list, and(ne(savedViews.userId, userId), savedViews.shared));
}

function listViews(db: Database, list: string, where: SQL | undefined): Promise<SavedView[]> {
  return db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.list, list), where))
    .orderBy(asc(savedViews.createdAt), asc(savedViews.id));
}

/** A view as the navigation shows it. */
export type NavView = Pick<SavedView, 'id' | 'list' | 'name' | 'search'> & { isShared: boolean };

/** The views of all lists that a user has: first their own, then those that others share; by list and name. */
export async function listNavViews(db: Database, userId: string): Promise<NavView[]> {
  const { id, list, name, search, shared } = savedViews;
  const isOwn = eq(savedViews.userId, userId);
  const rows = await db
    .select({ id, list, name, search, isShared: shared })
    .from(savedViews)
    .where(or(isOwn, shared))
    .orderBy(sql`${isOwn} desc`, asc(list), asc(name), asc(id));
  return rows;
}

/**
 * Saves a view and replaces one with the same name. False if the user has `MAX_SAVED_VIEWS` already; for a shared one, if all users
 * together share as many.
 */
export async function saveView(
  db: Database,
  view: Pick<SavedView, 'userId' | 'list' | 'name' | 'search'> & { shared?: boolean },
): Promise<boolean> {
  const { userId, list, shared = false } = view;
  return db.transaction(async (tx) => {
    // Serialised, so that two browsers cannot exceed the limits together.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('saved views'), hashtext(${list}))`);
    const kept = (await listSavedViews(tx, userId, list)).filter(({ name }) => name !== view.name);
    if (kept.length >= MAX_SAVED_VIEWS) return false;
    const common = [...kept.filter((one) => one.shared), ...(await listSharedViews(tx, userId, list))];
    if (shared && common.length >= MAX_SAVED_VIEWS) return false;
    await tx
      .insert(savedViews)
      .values({ ...view, shared, createdAt: now() })
      .onConflictDoUpdate({
        target: [savedViews.userId, savedViews.list, savedViews.name],
        set: { search: view.search, shared },
      });
    return true;
  });
}

/** Deletes a view, if it belongs to this user. */
export async function removeView(db: Database, userId: string, id: string): Promise<void> {
  await db.delete(savedViews).where(and(eq(savedViews.id, id), eq(savedViews.userId, userId)));
}

/** A view that a user has: their own, or one that another shares. Null for any other. */
export async function findView(db: Database, userId: string, id: string): Promise<SavedView | null> {
  const isVisible = or(eq(savedViews.userId, userId), savedViews.shared);
  const [view] = await db
    .select()
    .from(savedViews)
    .where(and(eq(savedViews.id, id), isVisible));
  return view ?? null;
}
