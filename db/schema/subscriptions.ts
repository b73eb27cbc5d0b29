import { index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Severity } from '#lib/model/exception.ts';
import type { SubscriptionRole, SubscriptionScope } from '#lib/model/subscription.ts';
import { instant } from './columns.ts';
import { ruleRecipients } from './notices.ts';

/**
 * Why recipients of the rule `followed` are told of shipments: they are stakeholders, or they watch. An address is one recipient, however
 * many reasons it has, so each milestone of a shipment is told to it once.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: uuid().primaryKey().defaultRandom(),
    recipientId: uuid()
      .notNull()
      .references(() => ruleRecipients.id),
    role: text().$type<SubscriptionRole>().notNull(),
    scope: text().$type<SubscriptionScope>().notNull(),
    /** The id of the shipment, of the party that is the customer, or of the saved view; null for a filter. */
    subjectId: uuid(),
    /** The filter of the list of shipments as a query string; null for others. */
    filter: text(),
    /** The name of the view when it was watched last, for when it is removed; null for others. */
    label: text(),
    /** The least severity of the exceptions that it tells of besides milestones; null for none. */
    severity: text().$type<Severity>(),
    /** Since when it tells nothing because its user muted it. */
    mutedAt: instant(),
    /** An e-mail address, or the name of an API token. */
    addedBy: text().notNull(),
    /** It tells no exception from before. */
    createdAt: instant().notNull(),
  },
  (table) => [
    unique('subscriptions_once')
      .on(table.recipientId, table.role, table.scope, table.subjectId, table.filter)
      .nullsNotDistinct(),
    index('subscriptions_subject_idx').on(table.subjectId),
  ],
);
