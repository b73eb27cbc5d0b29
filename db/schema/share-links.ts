import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { SharedList } from '#lib/model/share-link.ts';
import { instant } from './columns.ts';

/** Links that show a shipment or a list to somebody without a session. */
export const shareLinks = pgTable(
  'share_links',
  {
    id: uuid().primaryKey().defaultRandom(),
    /** SHA-256 of its token, hexadecimal. */
    hash: text().notNull().unique(),
    /** Null for a list. */
    shipmentId: uuid(),
    /** The path of the list; null for a shipment. */
    list: text().$type<SharedList>(),
    /** The state of the list as a query string; empty for a shipment. */
    search: text().notNull().default(''),
    /** The parts of the shipment or the columns of the list that it shows. */
    fields: text().array().notNull(),
    recipient: text().notNull(),
    createdBy: text().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    revokedAt: instant(),
    opens: integer().notNull().default(0),
    lastOpenedAt: instant(),
  },
  (table) => [
    index('share_links_created_idx').on(table.createdAt, table.id),
    index('share_links_shipment_idx').on(table.shipmentId, table.createdAt),
  ],
);
