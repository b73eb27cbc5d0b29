import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import type { AccountLinkEnd, AccountLinkKind, AccountMailKind } from '#lib/model/account-link.ts';
import type { SecondFactorPolicy } from '#lib/model/second-factor.ts';
import { instant } from './columns.ts';
import { users } from './users.ts';

/** Links by which people set a password: invitations, and resets of a forgotten one. */
export const accountLinks = pgTable(
  'account_links',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<AccountLinkKind>().notNull(),
    /** Lower case. */
    email: text().notNull(),
    /** Of an invitation; null if it was not stated. */
    name: text(),
    /** Of an invitation: viewer | operator | admin */
    role: text(),
    /** Of a reset. */
    userId: uuid().references(() => users.id, { onDelete: 'cascade' }),
    /** The e-mail address of the admin, or of the user who asked for a reset. */
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    /** SHA-256 of its token, hexadecimal. Null before it was sent or shown: there is no token yet. */
    hash: text().unique(),
    expiresAt: instant().notNull(),
    /** Why it cannot be used any more, besides its expiry; null while it can. */
    ended: text().$type<AccountLinkEnd>(),
  },
  (table) => [uniqueIndex('account_links_open_idx').on(table.kind, table.email).where(sql`ended is null`)],
);

/** E-mails about accounts that wait to be sent, and those that could not be. */
export const accountMails = pgTable(
  'account_mails',
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<AccountMailKind>().notNull(),
    /** The e-mail address; of a request for a reset the one that was typed. */
    target: text().notNull(),
    linkId: uuid().references(() => accountLinks.id, { onDelete: 'cascade' }),
    createdAt: instant().notNull(),
    /** When it is sent next; null if it could not be. */
    dueAt: instant(),
    attempts: integer().notNull().default(0),
    /** Why the last attempt failed. */
    error: text(),
  },
  (table) => [index('account_mails_due_idx').on(table.dueAt), index('account_mails_link_idx').on(table.linkId)],
);

/** The authenticator apps of users: time-based one-time passwords (RFC 6238). */
export const secondFactors = pgTable('second_factors', {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** The shared secret: AES-256-GCM, see `lib/inbox/secret-cipher.ts`. */
  encrypted: text().notNull(),
  /** When a first code confirmed it; it is not asked for before. */
  confirmedAt: instant(),
  /** The time step of the last accepted code, in 30 s since 1970; neither it nor an earlier one is accepted again. */
  lastStep: bigint({ mode: 'number' }),
});

/** Codes that replace one of the authenticator app, once each. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    /** SHA-256 of the code, hexadecimal; it has 120 random bits. */
    hash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    usedAt: instant(),
  },
  (table) => [index('recovery_codes_user_idx').on(table.userId)],
);

/** Sign-ins whose password was right and whose code is awaited. */
export const signInChallenges = pgTable(
  'sign_in_challenges',
  {
    /** SHA-256 of its token, hexadecimal. */
    hash: text().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    expiresAt: instant().notNull(),
  },
  (table) => [index('sign_in_challenges_user_idx').on(table.userId)],
);

/** For whom two-factor authentication is required, if an admin changed it; one row at most. */
export const signInSettings = pgTable(
  'sign_in_settings',
  {
    single: boolean().primaryKey().default(true),
    secondFactor: text().$type<SecondFactorPolicy>().notNull(),
    /** Who changed it: an e-mail address. */
    changedBy: text().notNull(),
    changedAt: instant().notNull(),
  },
  ({ single }) => [check('sign_in_settings_single', sql`${single}`)],
);
