import type { EffectPart } from './effect.ts';
import type { EntityType } from './identity.ts';

/**
 * The version of the rules: of the providers' normalisers and of `lib/projections`. Raise it by one in each change after which
 * the same stored bytes give other values. The worker then rebuilds once, in the background.
 */
export const RULES_VERSION = 13;

/**
 * scan: reads all events into ledgers. catch_up: the events settled meanwhile. compare: compares ledgers and rows with the stored
 * ones. follow: reads the events settled during that. compare_again: compares the entities of these. Both are repeated as long as each
 * time takes less than half as long. swap: reads the rest and writes what differs. clean: deletes the rebuild's own rows.
 */
export type RebuildPhase = 'scan' | 'catch_up' | 'compare' | 'follow' | 'compare_again' | 'swap' | 'clean';

/** One field of one type of entity, or of its parts of one type, that a rebuild changes, with some of its entities. */
export type FieldDifference = {
  entityType: EntityType;
  part: EffectPart['type'] | null;
  field: string;
  count: number;
  examples: { provider: string; externalId: string; before: unknown; after: unknown }[];
};

/** The result of a rebuild. Counts are of entities unless stated otherwise. */
export type RebuildReport = {
  /** Events read, and those that could not be normalised or whose bytes or provider are missing. */
  events: number;
  unreadEvents: number;
  /** Why some of them could not be read: three different sentences at most. */
  unreadReasons?: string[];
  compared: number;
  /** Entities whose ledger or rows differ, new ones, and those that no event states any more. */
  changed: number;
  /** Not changed, because one of their events could not be read. */
  kept: number;
  /** Not changed, because the database rejected their rows. */
  refused: number;
  /** Events by their old and new state. */
  eventStates: { from: string; to: string; count: number }[];
  fields: FieldDifference[];
};
