import { RULES_VERSION } from '#lib/model/rebuild.ts';
import { normaliseEvents } from '#lib/pipeline/normalise-events.ts';
import { projectEntity } from '#lib/projections/project-entity.ts';

/** The rules: how events are normalised, and how rows are derived from ledgers. Both are pure. */
export type Rules = {
  version: number;
  normalise: typeof normaliseEvents;
  project: typeof projectEntity;
};

/** The rules of this version. */
export const RULES: Rules = { version: RULES_VERSION, normalise: normaliseEvents, project: projectEntity };

/** Limits of one transaction: it takes well under five seconds, and its memory does not depend on the amount of stored data. */
export type Limits = { events: number; bodyBytes: number; entities: number };

export const LIMITS: Limits = { events: 1_000, bodyBytes: 4 * 1024 * 1024, entities: 300 };

/** The options of each step. */
export type StepOptions = { rules: Rules; limits: Limits };
