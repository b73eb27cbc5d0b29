import { sql } from 'drizzle-orm';
import { bigint, customType, index, json, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { EffectPart } from '#lib/model/effect.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { MilestoneTimes } from '#lib/model/notice.ts';
import { DECIDES_NOTICES, instant } from './columns.ts';

/** JSON stored as text: it is read as a whole, compared byte by byte and never searched. */
const ledgerText = customType<{ data: string; driverData: string }>({ dataType: () => 'text' });

/**
 * The ledgers: for every entity all claims that were ever made about it, each with the first and the last event that stated it.
 * All projected tables are derived from here.
 */
export const facts = pgTable(
  'facts',
  {
    /** Derived from the type of the entity, provider and the provider's id; the id of the shipment, party or record itself. */
    id: uuid().primaryKey(),
    entityType: text().$type<EntityType>().notNull(),
    provider: text().notNull(),
    externalId: text().notNull(),
    ledger: ledgerText().notNull(),
    /** When the rows change without an event: an actual time in the future will have come, or a customer was renamed. */
    dueAt: instant(),
  },
  (table) => [index('facts_due_idx').on(table.dueAt).where(sql`due_at is not null`)],
);

/** Every change of a shown value, with the event that caused it. Append-only. */
export const effects = pgTable(
  'effects',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: uuid().notNull(),
    entityType: text().$type<EntityType>().notNull(),
    entityId: uuid().notNull(),
    /** The part with the value, as `EffectValue` in `lib/model/effect.ts`; null for a value of the entity itself. */
    part: jsonb().$type<EffectPart>(),
    field: text().notNull(),
    before: json().$type<unknown>(),
    after: json().$type<unknown>(),
    /** Of a change that can decide whether a milestone of a shipment is told: its times then. Null where an earlier version recorded it. */
    times: json().$type<MilestoneTimes>(),
    /** `rebuild`: the rules changed, and `eventId` is the last event of the entity. */
    cause: text().$type<'event' | 'rebuild'>().notNull().default('event'),
    recordedAt: instant().notNull(),
  },
  (table) => [
    index('effects_event_idx').on(table.eventId),
    index('effects_entity_idx').on(table.entityId, table.id),
    index('effects_eta_idx')
      .on(table.recordedAt)
      .where(sql`entity_type = 'shipment' and part is null and field = 'eta'`),
    // For the backtest of notification rules.
    index('effects_notices_idx').on(table.recordedAt, table.entityId).where(sql.raw(DECIDES_NOTICES)),
  ],
);
