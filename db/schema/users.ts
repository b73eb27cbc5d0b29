import { bigint, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '#lib/model/audit.ts';
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

/** What programs show instead of a password. The token itself is kept nowhere. */
export const apiTokens = pgTable('api_tokens', {
  id: uuid().primaryKey().defaultRandom(),
  /** What it is for, in words. */
  name: text().notNull(),
  /** SHA-256 of the token, hexadecimal. */
  hash: text().notNull().unique(),
  /** Its first characters, by which people tell it from others. */
  start: text().notNull(),
  /** viewer | operator */
  role: text().notNull(),
  createdBy: text().notNull(),
  createdAt: instant().notNull(),
  /** To the minute. */
  lastUsedAt: instant(),
  revokedAt: instant(),
});

/** Who did what. Append-only. */
export const auditEntries = pgTable('audit_entries', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull(),
  /** The e-mail address of the person, or the name of the token. */
  actor: text().notNull(),
  action: text().$type<AuditAction>().notNull(),
  /** What it was done to, in words. */
  subject: text().notNull(),
});
