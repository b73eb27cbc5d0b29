'use server';
import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { MAX_SAVED_VIEWS, removeView, saveView } from '#db/queries/saved-views.ts';
import { requireUser } from '#lib/auth/require-user.ts';

const view = z.object({
  list: z.string().regex(/^\/[a-z-]{1,40}$/),
  name: z
    .string()
    .trim()
    .min(1, 'Give the view a name.')
    .max(40, 'The name is too long.')
    .regex(/^\P{Cc}*$/u),
  search: z.string().regex(/^\?\P{Cc}{1,7000}$/u),
});

/** Keeps what a list shows under a name, for the person who is signed in. Answers what is wrong, in words, or null. */
export async function keepView(list: string, name: string, search: string): Promise<string | null> {
  const user = await requireUser();
  const parsed = view.safeParse({ list, name, search });
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'This cannot be kept.';
  const kept = await saveView(database(), { userId: user.id, ...parsed.data });
  if (!kept) return `There are ${MAX_SAVED_VIEWS} views already: remove one first.`;
  revalidatePath(list);
  return null;
}

/** Lets a view go. */
export async function forgetView(id: string): Promise<void> {
  const user = await requireUser();
  if (!z.uuid().safeParse(id).success) return;
  await removeView(database(), user.id, id);
  revalidatePath('/', 'layout');
}
