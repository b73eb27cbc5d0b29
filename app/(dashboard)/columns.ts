'use server';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { hideColumns } from '#db/queries/list-columns.ts';
import { LISTS } from '#db/queries/lists.ts';
import { requireUser } from '#lib/auth/require-user.ts';

const schema = z.object({
  list: z.enum(LISTS.map(({ path }) => path)),
  columns: z.array(z.string().regex(/^[\w-]{1,40}$/)).max(40),
});

/** Stores which columns of a list the signed-in user hides. */
export async function saveHiddenColumns(list: string, columns: readonly string[]): Promise<void> {
  const user = await requireUser();
  const parsed = schema.safeParse({ list, columns });
  if (parsed.success) await hideColumns(database(), user.id, parsed.data.list, parsed.data.columns);
}
