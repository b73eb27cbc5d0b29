import type { EffectPart } from './effect.ts';
import type { EntityType } from './identity.ts';

/**
 * The version of the rules: of the providers' normalisers and of everything in `lib/projections`. Raise it by one in each
 * change after which the same stored bytes give other values. The worker then rebuilds once, in the background.
 */
export const RULES_VERSION = 2;

/**
 * scan: all events into ledgers. catch_up: the events settled meanwhile. compare: ledgers and rows with what is shown.
 * follow: the events settled during that. swap: the rest, and the result becomes what is shown. clean: deletes the rebuild's own rows.
 */
export type RebuildPhase = 'scan' | 'catch_up' | 'compare' | 'follow' | 'swap' | 'clean';

/** One field of one type of entity, or of its parts of one type, that a rebuild changes, with some of its entities. */
export type FieldDifference = {
  entityType: EntityType;
  part: EffectPart['type'] | null;
  field: string;
  count: number;
  examples: { provider: string; externalId: string; before: unknown; after: unknown }[];
};

/** What a rebuild found. Counts are of entities, unless they say otherwise. */
export type RebuildReport = {
  /** Events read, and those whose bytes, provider or meaning is not to be had. */
  events: number;
  unreadEvents: number;
  compared: number;
  /** Entities of which a ledger or row differs, those that are new and those that no event states any more. */
  changed: number;
  /** Left as they are, because an event of theirs could not be read. */
  kept: number;
  /** Left as they are, because the database did not take their rows. */
  refused: number;
  /** Events by the state that they have and get. */
  eventStates: { from: string; to: string; count: number }[];
  fields: FieldDifference[];
};
