import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
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
