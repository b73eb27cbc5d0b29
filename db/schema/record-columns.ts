import { sql } from 'drizzle-orm';
import { boolean, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The columns of every record: source, number, search form, and how current it is. */
export const common = {
  id: uuid().primaryKey(),
  provider: text().notNull(),
  externalId: text().notNull(),
  /** Its number or name; the provider's id if it has no other. */
  number: text().notNull(),
  /** `number` in its search form. */
  searchable: text().notNull(),
  status: text().notNull(),
  /** Deleted at source. It stays visible, marked. */
  removed: boolean().notNull(),
  reportedAt: instant().notNull(),
  learnedAt: instant().notNull(),
};

/** Compared by byte: one index serves both sorting by number and search by prefix, in any locale. */
export const searched = sql`searchable collate "C"`;
