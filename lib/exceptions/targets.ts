import type { Severity } from '#lib/model/exception.ts';

/** Working hours until somebody first takes, notes, snoozes or resolves an exception, and until it ends. */
const TARGETS: Record<Severity, { touch: number; resolve: number }> = {
  critical: { touch: 1, resolve: 10 },
  high: { touch: 4, resolve: 20 },
  medium: { touch: 10, resolve: 50 },
  low: { touch: 30, resolve: 100 },
};

export function targetsOf(severity: Severity): { touch: number; resolve: number } {
  return TARGETS[severity];
}
