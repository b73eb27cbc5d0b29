import { sql } from 'drizzle-orm';
import { index, integer, pgTable, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The e-mail addresses that rules send to: whether their owners confirmed them, and what came back. */
export const mailAddresses = pgTable(
  'mail_addresses',
  {
    /** The digest of the address, as in `rule_recipients`. */
    targetKey: text().primaryKey(),
    /** The address, as it is shown. */
    target: text().notNull(),
    createdAt: instant().notNull(),
    /** When somebody opened the link that was sent to it, and confirmed it. */
    confirmedAt: instant(),
    /** When the message with that link is sent, or sent again after a failure; null if none is to be sent. */
    linkDueAt: instant(),
    /** The id of that message, from which its Message-ID is derived. */
    linkId: uuid().notNull().defaultRandom(),
    linkSentAt: instant(),
    /** How often it was sent, and the attempts since it was requested. */
    linksSent: smallint().notNull().default(0),
    linkAttempts: smallint().notNull().default(0),
    /** Why it could not be sent. */
    linkError: text(),
    /** Messages that did not arrive although the address exists, when that was reported last, and what the mail server said. */
    softBounces: integer().notNull().default(0),
    lastBounceAt: instant(),
    lastBounce: text(),
  },
  (table) => [index('mail_addresses_due_idx').on(table.linkDueAt).where(sql`link_due_at is not null`)],
);
