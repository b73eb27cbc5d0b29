'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { readWords } from '#app/words.ts';
import { viewSearch } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import { LISTS } from '#db/queries/lists.ts';
import { MAX_SAVED_VIEWS, removeView, saveView } from '#db/queries/saved-views.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { readAddress } from './records.ts';

const viewSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the view a name.')
    .max(40, 'The name is too long.')
    .regex(/^\P{Cc}*$/u, 'The name contains invalid characters.'),
  search: z.string().max(7_000, 'This is too long to be saved.'),
});

/** Saves the state of a list as a view of the signed-in user, who may share it with all. Returns what is wrong, or null. */
export async function saveListView(
  path: string,
  name: string,
  search: string,
  shared: boolean,
): Promise<string | null> {
  const user = await requireUser();
  if (shared && user.role === 'viewer') return 'Viewers cannot share views.';
  const list = LISTS.find((one) => one.path === path);
  if (!list) return 'This list does not exist.';
  const parsed = viewSchema.safeParse({ name, search });
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'This cannot be saved.';
  const { state } = readAddress(list, Object.fromEntries(new URLSearchParams(parsed.data.search)));
  const shown = viewSearch(state);
  if (shown === '') return 'The list has no filter and no sort to save.';
  const view = { userId: user.id, list: path, name: parsed.data.name, search: shown, shared: shared === true };
  const isSaved = await saveView(database(), view);
  if (!isSaved) return (await readWords()).t('There are {n} views already. Remove one first.', { n: MAX_SAVED_VIEWS });
  revalidatePath('/', 'layout');
  return null;
}

/** Removes a saved view. */
export async function deleteListView(id: string): Promise<void> {
  const user = await requireUser();
  if (!z.uuid().safeParse(id).success) return;
  await removeView(database(), user.id, id);
  revalidatePath('/', 'layout');
}
