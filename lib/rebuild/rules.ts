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
