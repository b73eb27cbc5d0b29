import { RULES_VERSION } from '#lib/model/rebuild.ts';
import { normaliseEvents } from '#lib/pipeline/normalise-events.ts';
import { projectEntity } from '#lib/projections/project-entity.ts';

/** What values are derived with: what events mean, and the rows that follow from a ledger. Both are pure. */
export type Rules = {
  version: number;
  normalise: typeof normaliseEvents;
  project: typeof projectEntity;
};

/** The rules of this program. */
export const RULES: Rules = { version: RULES_VERSION, normalise: normaliseEvents, project: projectEntity };

/** What one transaction does at most, so that it takes well under five seconds and memory does not depend on what is stored. */
export type Limits = { events: number; bodyBytes: number; entities: number };

export const LIMITS: Limits = { events: 1_000, bodyBytes: 4 * 1024 * 1024, entities: 300 };

/** What each step is taken with. */
export type StepOptions = { rules: Rules; limits: Limits };
