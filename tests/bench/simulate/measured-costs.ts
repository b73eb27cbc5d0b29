import figures from './costs.json' with { type: 'json' };
import { type EventCosts, mix } from './costs.ts';

/** When, where and with how many shipments the figures of `costs.json` were measured (`npm run bench:costs`). */
export const MEASURED = figures.measured;

/** The wait of a commit for the disk in that run, seconds: a wall time. */
export const COMMIT_S = figures.measured.commitSeconds;

/** The costs of an event; `documented` is the share of events with full snapshots, 0 to 1. */
export function measuredCosts(documented: number): EventCosts {
  return mix(figures.forms.short, figures.forms.documented, documented);
}
