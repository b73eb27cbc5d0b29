import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { viewsOf } from '#app/(dashboard)/load-saved-views.ts';
import { deleteListView, saveListView } from '#app/(dashboard)/views.ts';
import { type Database, database, type Sql } from '#db/client.ts';
import { BOOKINGS } from '#db/queries/bookings.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import { LISTS } from '#db/queries/lists.ts';
import { extendEnv } from '#lib/env.ts';
import { runtime } from '#lib/runtime.ts';
import { ownDatabase } from '#tests/support/database.ts';
import { fillLists, rowsIn } from '#tests/support/list-rows.ts';

const user = { id: '00000000-0000-4000-8000-000000000001', email: 'ada@example.com', role: 'viewer' };
vi.mock('#lib/auth/require-user.ts', () => ({ requireUser: async () => user }));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

beforeAll(async () => {
  extendEnv({ DATABASE_URL: await ownDatabase() });
  await fillLists(database());
});
afterAll(async () => {
  await (await runtime()).stop();
  await (database() as Database & { $client: Sql }).$client.end();
});

describe('Save view', () => {
  it.each(LISTS.map((list) => [list.path, list] as const))('stores a view of %s with its count', async (path, list) => {
    const [sort] = Object.keys(list.sorts);
    expect(await saveListView(path, 'Mine', `?sort=${sort}&direction=asc`, false)).toBeNull();
    const { saved } = await viewsOf(list);
    expect(saved).toMatchObject([{ name: 'Mine', search: `?direction=asc&sort=${sort}`, count: rowsIn(list) }]);
    await deleteListView(saved[0]?.id ?? '');
    expect((await viewsOf(list)).saved).toEqual([]);
  });

  it('counts the rows of the view, and stores only filters of the list', async () => {
    expect(
      await saveListView('/invoices', 'Overdue', '?overdue=true&status=gone&cursor=abc&colour=red', false),
    ).toBeNull();
    const { saved } = await viewsOf(INVOICES);
    expect(saved).toMatchObject([{ search: '?overdue=true', count: 0 }]);
  });

  it('rejects an invalid view with the reason', async () => {
    expect(await saveListView('/nowhere', 'Mine', '?q=1', false)).toBe('This list does not exist.');
    expect(await saveListView('/invoices', ' ', '?q=1', false)).toBe('Give the view a name.');
    expect(await saveListView('/invoices', 'a\u0007', '?q=1', false)).toBe('The name contains invalid characters.');
    expect(await saveListView('/invoices', 'Mine', '?colour=red', false)).toMatch(/no filter and no sort to save/);
  });

  it('shares a view with all users if its owner may; the others cannot remove it', async () => {
    const viewer = { ...user };
    expect(await saveListView('/bookings', 'Late', '?late=true', true)).toBe('Viewers cannot share views.');
    Object.assign(user, { id: '00000000-0000-4000-8000-000000000002', email: 'bob@example.com', role: 'operator' });
    expect(await saveListView('/bookings', 'Late', '?late=true', true)).toBeNull();
    expect(await saveListView('/bookings', 'Mine', '?mode=air', false)).toBeNull();
    const owned = await viewsOf(BOOKINGS);
    expect(owned.saved).toMatchObject([
      { name: 'Late', shared: true, own: true },
      { name: 'Mine', shared: false, own: true },
    ]);
    Object.assign(user, viewer);
    const { saved, mayShare } = await viewsOf(BOOKINGS);
    expect(saved).toMatchObject([{ name: 'Late', search: '?late=true', shared: true, own: false }]);
    expect(mayShare).toBe(false);
    await deleteListView(saved[0]?.id ?? '');
    expect((await viewsOf(BOOKINGS)).saved).toHaveLength(1);
  });
});
