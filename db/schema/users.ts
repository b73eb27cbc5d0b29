import { pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** People who may sign in. */
export const users = pgTable('users', {
  id: uuid().primaryKey().defaultRandom(),
  /** Lower case. */
  email: text().notNull().unique(),
  name: text(),
  /** Argon2id; null for people who come through single sign-on. */
  passwordHash: text(),
  /** viewer | operator | admin */
  role: text().notNull(),
  createdAt: instant().notNull(),
});

/** Lists as people want to see them again. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid().notNull(),
    /** The address of the list: `/invoices`. */
    list: text().notNull(),
    name: text().notNull(),
    /** Its filters and its sort as a query string with the question mark, keys in order. */
    search: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [unique('saved_views_name').on(table.userId, table.list, table.name)],
);
