import { sql } from 'drizzle-orm';
import { boolean, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What every record has: who says so, its own name, how people find it, and how fresh it is. */
export const common = {
  id: uuid().primaryKey(),
  provider: text().notNull(),
  externalId: text().notNull(),
  /** The name by which people know it; the provider's id where it has no other. */
  number: text().notNull(),
  /** `number` as people's typing is compared with it. */
  searchable: text().notNull(),
  status: text().notNull(),
  /** The provider withdrew it. It stays visible, marked. */
  removed: boolean().notNull(),
  reportedAt: instant().notNull(),
  learnedAt: instant().notNull(),
};

/** Byte by byte: one index serves both the order by number and the search by its beginning, in any locale. */
export const searched = sql`searchable collate "C"`;
