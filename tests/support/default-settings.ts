import { DEFAULT_LATENESS } from '#lib/model/lateness-limits.ts';
import type { ProjectionSettings } from '#lib/projections/projection.ts';

/** What rows depend on until an admin changes it. */
export const DEFAULT_SETTINGS: ProjectionSettings = { limits: DEFAULT_LATENESS, tariffs: [] };
