import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { AuditAction } from '#lib/model/audit.ts';
import type { Language } from '#lib/model/language.ts';
import type { UnitSystem } from '#lib/model/personal.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { instant } from './columns.ts';

/** Users, including removed ones, who cannot sign in until an admin adds them again. */
export const users = pgTable('users', {
  id: uuid().primaryKey().defaultRandom(),
  /** Lower case. */
  email: text().notNull().unique(),
  name: text(),
  /** Argon2id; null for users of single sign-on. */
  passwordHash: text(),
  /** viewer | operator | admin */
  role: text().notNull(),
  createdAt: instant().notNull(),
  removedAt: instant(),
});

/** The identity of a user at an issuer of single sign-on. A subject never changes its owner; an e-mail address may. */
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

/** Open sessions. A cookie is invalid without its row. */
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
    /** When it ends, even if it is used. */
    expiresAt: instant().notNull(),
    /** The network of the client's address. */
    network: text().notNull(),
    /** The user agent, truncated. */
    userAgent: text(),
    /** Whether it can be used for nothing but to set up two-factor authentication, which was required at sign-in. */
    awaitsSecondFactor: boolean().notNull().default(false),
    /** The lower role as which its admin views the pages: viewer | operator */
    viewsAs: text(),
    /** When that ends. */
    viewsAsUntil: instant(),
  },
  (table) => [index('sessions_user_idx').on(table.userId)],
);

/** Attempts to check a password, counted over a window of time. */
export const attemptCounts = pgTable(
  'attempt_counts',
  {
    /** What is limited, hashed, so that its length does not depend on input. */
    key: text().primaryKey(),
    attempts: integer().notNull(),
    endsAt: instant().notNull(),
  },
  (table) => [index('attempt_counts_ends_idx').on(table.endsAt)],
);

/** The latest failed sign-ins. */
export const signInFailures = pgTable('sign_in_failures', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull(),
  /** As it was typed, truncated. */
  account: text().notNull(),
  address: text().notNull(),
  reason: text().notNull(),
});

/** Saved views of lists. */
export const savedViews = pgTable(
  'saved_views',
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid().notNull(),
    /** The path of the list: `/invoices`. */
    list: text().notNull(),
    name: text().notNull(),
    /** Its filters and its sort as a query string with the question mark, keys in order. */
    search: text().notNull(),
    /** Whether all users have it; only its owner may change it. */
    shared: boolean().notNull().default(false),
    createdAt: instant().notNull(),
  },
  (table) => [unique('saved_views_name').on(table.userId, table.list, table.name)],
);

/** The columns of lists that users hide. */
export const hiddenColumns = pgTable(
  'hidden_columns',
  {
    userId: uuid().notNull(),
    /** The path of the list: `/invoices`. */
    list: text().notNull(),
    columns: text().array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.list] })],
);

/** The columns of lists that users pin to the left, in that order. */
export const pinnedColumns = pgTable(
  'pinned_columns',
  {
    userId: uuid().notNull(),
    /** The path of the list: `/invoices`. */
    list: text().notNull(),
    columns: text().array().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.list] })],
);

/** How users see the pages, of those who chose something; the columns are those of `PersonalSettings`. */
export const personalSettings = pgTable('personal_settings', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  language: text().$type<Language>(),
  timeZone: text(),
  units: text().$type<UnitSystem>(),
  titleType: text().$type<TitleType>(),
  startPage: text(),
});

/** API tokens of programs, as hashes. */
export const apiTokens = pgTable('api_tokens', {
  id: uuid().primaryKey().defaultRandom(),
  /** Its name. */
  name: text().notNull(),
  /** SHA-256 of the token, hexadecimal. */
  hash: text().notNull().unique(),
  /** Its first characters, to recognise it. */
  start: text().notNull(),
  /** viewer | operator */
  role: text().notNull(),
  createdBy: text().notNull(),
  /** The user whose rights it has; it ends with them. */
  userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull().default(sql`now() + interval '90 days'`),
  /** To the minute. */
  lastUsedAt: instant(),
  revokedAt: instant(),
});

/** The audit log. Append-only. */
export const auditEntries = pgTable('audit_entries', {
  id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: instant().notNull(),
  /** The e-mail address of the user, or the name of the token. */
  actor: text().notNull(),
  action: text().$type<AuditAction>().notNull(),
  /** The target, as text. */
  subject: text().notNull(),
});
