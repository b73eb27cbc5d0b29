import { integer, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** Replays of the events of a filter. */
export const replays = pgTable('replays', {
  /** UUIDv7, in the order of their start. */
  id: uuid().primaryKey(),
  /** The user, or the API token. */
  actor: text().notNull(),
  /** The filter of the webhook log, as it was requested. */
  filter: json().$type<Record<string, unknown>>().notNull(),
  /** The events that matched when it started. */
  selected: integer().notNull(),
  startedAt: instant().notNull(),
});

/** Which events each replay processed again, and their state before. */
export const replayedEvents = pgTable(
  'replayed_events',
  { replayId: uuid().notNull(), eventId: uuid().notNull(), stateBefore: text().notNull() },
  (table) => [primaryKey({ columns: [table.replayId, table.eventId] })],
);
