import { integer, json, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { SetupStep, TestedShipment } from '#lib/model/setup.ts';
import { instant } from './columns.ts';

/** The steps of setting up this installation that an admin skipped. */
export const setupSkips = pgTable('setup_skips', {
  step: text().$type<SetupStep>().primaryKey(),
  /** Who skipped it: an e-mail address, or `upgrade` where there were data before there were steps. */
  skippedBy: text().notNull(),
  skippedAt: instant().notNull(),
});

/** The test events that admins sent to this installation. A row is never deleted: a late copy of its event is a test too. */
export const webhookTests = pgTable('webhook_tests', {
  /** The id of the event, known before it is sent. */
  eventId: uuid().primaryKey(),
  provider: text().notNull(),
  /** Who sent it: an e-mail address. */
  sentBy: text().notNull(),
  sentAt: instant().notNull(),
  /** The address that it was sent to. */
  address: text().notNull(),
  answeredAt: instant(),
  /** The HTTP status of the answer; null without one. */
  status: integer(),
  /** Why it failed; null if it did not. */
  problem: text(),
  /** When a worker processed it and took it back. */
  processedAt: instant(),
  shipment: json().$type<TestedShipment>(),
});
