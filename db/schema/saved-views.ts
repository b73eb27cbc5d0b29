import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Filters of a list that somebody keeps under a name of their own. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid().notNull(),
    /** Which list: `shipments`. */
    list: text().notNull(),
    name: text().notNull(),
    /** The query string of the list, keys in order, without the question mark. */
    search: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [unique().on(table.userId, table.list, table.name)],
);
