'use server';
import { z } from 'zod';
import { database } from '#db/client.ts';
import { chooseColumns } from '#db/queries/list-columns.ts';
import { LISTS } from '#db/queries/lists.ts';
import { requireUser } from '#lib/auth/require-user.ts';

const columns = z.array(z.string().regex(/^[\w-]{1,40}$/)).max(40);
const schema = z.object({ list: z.enum(LISTS.map(({ path }) => path)), hidden: columns, pinned: columns });

/** Stores which columns of a list the signed-in user hides and pins. */
export async function saveColumns(
  list: string,
  choice: { hidden: readonly string[]; pinned: readonly string[] },
): Promise<void> {
  const user = await requireUser();
  const parsed = schema.safeParse({ list, ...choice });
  if (parsed.success) await chooseColumns(database(), user.id, parsed.data.list, parsed.data);
}
