import { demurrageAt } from '#lib/model/demurrage.ts';
import { type ExceptionDetails, type Severity, severityAt } from '#lib/model/exception.ts';
import type { DueCondition } from './rows.ts';

/**
 * The facts of a condition at an instant with the demurrage by its tariff, and its severity; `until` is when one of them changes if
 * nothing is reported, null for never.
 */
export function factsAt(
  due: DueCondition,
  asOf: string,
): { details: ExceptionDetails; severity: Severity; until: string | null } {
  const { tariff, deadline, details } = due;
  const { severity, until } = severityAt(due.type, due, asOf);
  if (tariff === null || deadline === null) return { details, severity, until };
  const priced = demurrageAt(tariff, { freeTimeEndsAt: deadline, timeZone: details.timeZone }, asOf);
  const { demurrage } = priced;
  return {
    details: { ...details, amount: { amount: demurrage.by, currency: demurrage.currency }, demurrage },
    severity,
    until: [until, priced.until].filter((at) => at !== null).sort()[0] ?? null,
  };
}

/** Facts without what changes with each day. */
export function lastingFacts({ demurrage, amount, ...details }: ExceptionDetails): ExceptionDetails {
  return demurrage || amount === undefined ? details : { ...details, amount };
}
