import { pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The links of e-mails by which somebody acted on an exception: each can be used once. Deleted after they have expired. */
export const usedActionLinks = pgTable('used_action_links', {
  /** SHA-256 of the token, hexadecimal. */
  hash: text().primaryKey(),
  usedAt: instant().notNull(),
});
