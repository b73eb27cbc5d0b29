import type { z } from 'zod';
import { readWords } from '#app/words.ts';
import { stateSearch } from '#components/table/list-state.ts';
import { tabsOf } from '#components/table/tabs.ts';
import { database } from '#db/client.ts';
import { type DeclaredList, readList } from '#db/queries/declared-list.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { countsOf } from './cached-count.ts';
import { viewsOf } from './load-saved-views.ts';
import { appliedTo, pagingOf, readAddress, type SearchParams } from './records.ts';

/**
 * Reads the data of a list page for the signed-in user: `screen` is for `ListScreen`, `table` for the table of its rows, which is
 * recreated when `key` changes.
 */
export async function openList<Row extends { id: string | number }, Item, Filter extends z.ZodObject>(
  list: DeclaredList<Row, Item, Filter>,
  searchParams: SearchParams,
) {
  const user = await requireUser();
  const { spec, state, filter } = readAddress(list, await searchParams);
  const counts = await countsOf(list);
  const [page, tabCounts, applied, views] = await Promise.all([
    readList(database(), list, { ...filter, ...pagingOf(state) }),
    list.tabs ? counts.tabs(filter) : undefined,
    appliedTo(state),
    viewsOf(list),
  ]);
  const { title, find } = list;
  const tabs = tabsOf(spec, state, tabCounts, await readWords());
  const isEmpty = page.data.length === 0;
  return {
    user,
    counts,
    filter,
    key: stateSearch(state),
    screen: { title, ...(find && { find }), spec, state, applied, views, tabs, isEmpty },
    table: { page, spec, state },
  };
}
