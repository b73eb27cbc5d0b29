import { type ListSpec, type ListState, readState } from '#components/table/list-state.ts';
import type { Views } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import { listSavedViews } from '#db/queries/saved-views.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { lookup } from '#lib/model/lookup.ts';
import { forgetView, keepView } from './views.ts';

type Count = (state: ListState) => Promise<number>;

/** The views of a list that the person who is signed in keeps, each with the rows that it has now. */
export async function viewsOf(spec: ListSpec, count: Count): Promise<Views> {
  const user = await requireUser();
  const saved = await listSavedViews(database(), user.id, spec.base);
  const kept = saved.map(async ({ id, name, search }) => {
    const state = readState(Object.fromEntries(new URLSearchParams(search)), spec);
    return { id, name, search, count: await count(state) };
  });
  return { kept: await Promise.all(kept), keep: keepView, forget: forgetView };
}

/** Counts the rows of a list out of the counts for its tabs: those by the column `by`, and of each switch by its name. */
export function countedBy(
  by: string,
  countsOf: (state: ListState) => Promise<Readonly<Record<string, number>>>,
): Count {
  return async (state) => {
    const counts = await countsOf(state);
    const flag = Object.keys(state).find((key) => state[key] === 'true' && Object.hasOwn(counts, key));
    return lookup(counts, flag ?? state[by] ?? 'total') ?? 0;
  };
}
