import { RULES_VERSION } from '#lib/model/rebuild.ts';
import { normaliseEvents } from '#lib/pipeline/normalise-events.ts';
import { projectEntity } from '#lib/projections/project-entity.ts';
import type { Limits } from './limits.ts';

/** The rules: how events are normalised, and how rows are derived from ledgers. Both are pure. */
export type Rules = {
  version: number;
  normalise: typeof normaliseEvents;
  project: typeof projectEntity;
};

/** The rules of this version. */
export const RULES: Rules = { version: RULES_VERSION, normalise: normaliseEvents, project: projectEntity };

/** The options of each step. */
export type StepOptions = { rules: Rules; limits: Limits };
