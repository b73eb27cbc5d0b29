/** Why somebody is told of shipments without a rule: an operator named them, or they are a user who watches. */
export const SUBSCRIPTION_ROLES = ['stakeholder', 'watcher'] as const;
export type SubscriptionRole = (typeof SUBSCRIPTION_ROLES)[number];

/** What somebody is told of: one shipment, those of a customer, or those that a saved view or the filter of a list shows. */
export const SUBSCRIPTION_SCOPES = ['shipment', 'customer', 'view', 'filter'] as const;
export type SubscriptionScope = (typeof SUBSCRIPTION_SCOPES)[number];

/** The id of the rule whose recipients are all stakeholders and watchers; the migration that made it wrote the same. */
export const FOLLOWED_RULE_ID = 'f0110e3d-0000-4000-8000-000000000001';

/** Its name, where a message or page names the rule. */
export const FOLLOWED_RULE_NAME = 'Shipments that concern you';

/** The channels by which somebody can watch. Stakeholders get e-mail. */
export const WATCH_CHANNELS = ['email', 'app'] as const;
export type WatchChannel = (typeof WATCH_CHANNELS)[number];

/** What is followed. `subjectId`: of the shipment, party or view; `filter`: of the list of shipments, as a query string. */
export type Followed =
  | { scope: 'shipment' | 'customer' | 'view'; subjectId: string }
  | { scope: 'filter'; filter: string };
