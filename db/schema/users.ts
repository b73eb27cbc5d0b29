import { sql } from 'drizzle-orm';
import { bigint, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '#lib/model/audit.ts';
import { instant } from './columns.ts';

/** People who may sign in, and those who were removed: their rows keep them out until an admin adds them again. */
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
  removedAt: instant(),
});

/** Who somebody is at an issuer of single sign-on. The subject never changes owner there; an e-mail address may. */
export const identities = pgTable(
  'identities',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    unique('identities_user').on(table.userId, table.issuer),
  ],
);

/** Open sessions. A cookie is worth nothing without its row. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    /** To the minute. */
    lastUsedAt: instant().notNull(),
    /** The end, however much it is used. */
    expiresAt: instant().notNull(),
    /** Network of the address that signed in. */
    network: text().notNull(),
    /** What the browser called itself, cut. */
    userAgent: text(),
  },
  (table) => [index('sessions_user_idx').on(table.userId)],
);

/** Attempts to prove something with a password, counted over a window of time. */
export const attemptCounts = pgTable(
  'attempt_counts',
  {
    /** What is limited, hashed: of one length whatever strangers send. */
    key: text().primaryKey(),
    attempts: integer().notNull(),
    endsAt: instant().notNull(),
  },
  (table) => [index('attempt_counts_ends_idx').on(table.endsAt)],
);

/** Failed attempts to sign in, the latest of them. */
export const signInFailures = pgTable('sign_in_failures', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull(),
  /** As it was typed, cut. */
  account: text().notNull(),
  address: text().notNull(),
  reason: text().notNull(),
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
  /** Whose rights it has: it ends with them. */
  userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull().default(sql`now() + interval '90 days'`),
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
