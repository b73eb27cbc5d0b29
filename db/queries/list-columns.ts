import { eq } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { hiddenColumns } from '../schema/index.ts';

/** The ids of the columns that a user hides, by the path of the list. */
export type HiddenColumns = Readonly<Record<string, readonly string[]>>;

/** The columns of all lists that a user hides. */
export async function listHiddenColumns(db: Database, userId: string): Promise<HiddenColumns> {
  const rows = await db.select().from(hiddenColumns).where(eq(hiddenColumns.userId, userId));
  return Object.fromEntries(rows.map(({ list, columns }) => [list, columns]));
}

/** Sets the columns of a list that a user hides. */
export async function hideColumns(
  db: Database,
  userId: string,
  list: string,
  columns: readonly string[],
): Promise<void> {
  const row = { userId, list, columns: [...columns] };
  await db
    .insert(hiddenColumns)
    .values(row)
    .onConflictDoUpdate({ target: [hiddenColumns.userId, hiddenColumns.list], set: { columns: row.columns } });
}
