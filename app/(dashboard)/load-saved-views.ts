import type { z } from 'zod';
import type { Views } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import type { DeclaredList } from '#db/queries/declared-list.ts';
import { listSavedViews, listSharedViews } from '#db/queries/saved-views.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { countsOf } from './cached-count.ts';
import { readAddress } from './records.ts';
import { deleteListView, saveListView } from './views.ts';

/** The saved views of the signed-in user for a list and those that others share, each with its current number of rows. */
export async function viewsOf<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  list: DeclaredList<Row, Item, Filter>,
): Promise<Views> {
  const user = await requireUser();
  const [own, others] = await Promise.all([
    listSavedViews(database(), user.id, list.path),
    listSharedViews(database(), user.id, list.path),
  ]);
  const counts = await countsOf(list);
  const kept = [...own, ...others].map(async ({ id, name, search, shared, userId }) => {
    const { filter } = readAddress(list, Object.fromEntries(new URLSearchParams(search)));
    const count = await counts.rows(filter);
    return { id, name, search, count, shared, own: userId === user.id };
  });
  return {
    saved: await Promise.all(kept),
    mayShare: user.role !== 'viewer',
    saveView: saveListView,
    deleteView: deleteListView,
  };
}
