import { sql } from 'drizzle-orm';
import { bigint, boolean, check, integer, json, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** The files of the archive, in the order in which they were written: `number` counts from 1. A file is never changed or removed. */
export const archiveFiles = pgTable(
  'archive_files',
  {
    number: integer().primaryKey(),
    /** Its name in the folder of the archive. */
    file: text().notNull(),
    /** The month in which its deliveries were received, UTC: 2026-03. */
    month: text().notNull(),
    deliveries: integer().notNull(),
    fileBytes: bigint({ mode: 'number' }).notNull(),
    /** What the bodies in it had in the database, uncompressed. */
    bodyBytes: bigint({ mode: 'number' }).notNull(),
    /** Where each of its frames begins, in bytes; each can be decompressed alone. */
    frames: json().$type<number[]>().notNull(),
    /** Of the file, hexadecimal. */
    sha256: text().notNull(),
    /** The SHA-256 of its manifest entry, hexadecimal, which contains that of the previous one. */
    entrySha256: text().notNull(),
    writtenAt: instant().notNull(),
    /** When the database gave up the last of its bodies; null while that is still to be done. */
    emptiedAt: instant(),
  },
  ({ file }) => [unique('archive_files_file_key').on(file)],
);

/** The last run of the archive; one row at most. */
export const archiveStatus = pgTable(
  'archive_status',
  {
    single: boolean().primaryKey().default(true),
    /** When the last run ended that did everything; null before the first. */
    finishedAt: instant(),
    /** Why the last run failed, and when; null if it did not. */
    error: text(),
    failedAt: instant(),
  },
  ({ single }) => [check('archive_status_single', sql`${single}`)],
);

/** Shipments whose deliveries stay out of the archive. A hold that is lifted has no row; the audit log keeps both. */
export const shipmentHolds = pgTable('shipment_holds', {
  shipmentId: uuid().primaryKey(),
  reason: text().notNull(),
  /** Who placed it: an e-mail address, or the name of an API token. */
  placedBy: text().notNull(),
  placedAt: instant().notNull(),
});
