import type { Severity } from '#lib/model/exception.ts';
import { addWorkingHours, type WorkingHours } from '#lib/model/working-hours.ts';

/** Working hours until somebody first takes, notes, snoozes or resolves an exception, and until it ends. */
const TARGETS: Record<Severity, { touch: number; resolve: number }> = {
  critical: { touch: 1, resolve: 10 },
  high: { touch: 4, resolve: 20 },
  medium: { touch: 10, resolve: 50 },
  low: { touch: 30, resolve: 100 },
};

/** The instants, ISO 8601 UTC, by which somebody should first act on an exception and by which it should be resolved. */
export type Targets = { touchBy: string; resolveBy: string };

/** The targets of an exception that opens, or gets a severity, at an instant. */
export function newTargets(severity: Severity, from: string, calendar: WorkingHours): Targets {
  const { touch, resolve } = TARGETS[severity];
  return { touchBy: addWorkingHours(from, touch, calendar), resolveBy: addWorkingHours(from, resolve, calendar) };
}
