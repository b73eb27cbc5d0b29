import type { z } from 'zod';
import type { Views } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import type { DeclaredList } from '#db/queries/declared-list.ts';
import { listSavedViews } from '#db/queries/saved-views.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { countsOf } from './cached-count.ts';
import { readAddress } from './records.ts';
import { deleteListView, saveListView } from './views.ts';

/** The saved views of the signed-in user for a list, each with its current number of rows. */
export async function viewsOf<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  list: DeclaredList<Row, Item, Filter>,
): Promise<Views> {
  const user = await requireUser();
  const saved = await listSavedViews(database(), user.id, list.path);
  const counts = await countsOf(list);
  const kept = saved.map(async ({ id, name, search }) => {
    const { filter } = readAddress(list, Object.fromEntries(new URLSearchParams(search)));
    return { id, name, search, count: list.uncounted ? null : await counts.rows(filter) };
  });
  return { saved: await Promise.all(kept), saveView: saveListView, deleteView: deleteListView };
}
