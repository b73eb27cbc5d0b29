import { eq } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { hiddenColumns, pinnedColumns } from '../schema/index.ts';
import type { DeclaredList } from './declared-list.ts';
import { LISTS } from './lists.ts';

/** The ids of the columns of a list that a user hides, and of those that stay beside its first one, in that order. */
export type ColumnChoice = { hidden: readonly string[]; pinned: readonly string[] };

/** A user's choices by the path of the list. */
export type ColumnChoices = Readonly<Record<string, ColumnChoice>>;

const TABLES = { hidden: hiddenColumns, pinned: pinnedColumns } as const;

/** The choices of a user for all lists; without one, what a list hides by itself. */
export async function listColumnChoices(db: Database, userId: string): Promise<ColumnChoices> {
  const [hidden, pinned] = await Promise.all(
    [hiddenColumns, pinnedColumns].map((table) => db.select().from(table).where(eq(table.userId, userId))),
  );
  const found: Record<string, ColumnChoice> = Object.fromEntries(
    LISTS.flatMap(({ path, hidden }: DeclaredList) => (hidden ? [[path, { hidden, pinned: [] }]] : [])),
  );
  for (const { list, columns } of hidden ?? []) found[list] = { hidden: columns, pinned: [] };
  for (const { list, columns } of pinned ?? []) found[list] = { hidden: found[list]?.hidden ?? [], pinned: columns };
  return found;
}

/** Sets what a user chooses for a list. */
export async function chooseColumns(db: Database, userId: string, list: string, choice: ColumnChoice): Promise<void> {
  await db.transaction(async (tx) => {
    for (const [what, table] of Object.entries(TABLES) as [keyof ColumnChoice, typeof hiddenColumns][]) {
      const columns = [...choice[what]];
      await tx
        .insert(table)
        .values({ userId, list, columns })
        .onConflictDoUpdate({ target: [table.userId, table.list], set: { columns } });
    }
  });
}
