import { sql } from 'drizzle-orm';
import { bigint, customType, index, json, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { EffectPart } from '#lib/model/effect.ts';
import type { EntityType } from '#lib/model/identity.ts';
import { instant } from './columns.ts';

/** JSON kept as the text it was written as: it is read whole, compared byte by byte and never searched. */
const ledgerText = customType<{ data: string; driverData: string }>({ dataType: () => 'text' });

/**
 * Everything ever said about one shipment or party: for every value each distinct claim with the event that said it
 * first and the one that said it last. All other tables of the picture are computed from here.
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
    /** From when on the picture is another by itself: a fact that lies ahead will be believed. */
    dueAt: instant(),
  },
  (table) => [index('facts_due_idx').on(table.dueAt).where(sql`due_at is not null`)],
);

/** What became different, and which event made it so. Append-only: the picture's own history. */
export const effects = pgTable(
  'effects',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    eventId: uuid().notNull(),
    entityType: text().$type<EntityType>().notNull(),
    entityId: uuid().notNull(),
    /** Which value, as `EffectValue` in `lib/model/effect.ts`: of a part, or of the entity itself where that is null. */
    part: jsonb().$type<EffectPart>(),
    field: text().notNull(),
    before: json().$type<unknown>(),
    after: json().$type<unknown>(),
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
  ],
);
