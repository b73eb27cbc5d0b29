import { demurrageAt, type Unassessed } from '#lib/model/demurrage.ts';
import { type ExceptionDetails, isCharge, type Severity, severityAt } from '#lib/model/exception.ts';
import type { DueCondition } from './rows.ts';

/**
 * The facts of a condition at an instant with what is charged by its tariffs, or why that is not known, and its severity; `until` is when
 * one of them changes if nothing is reported, null for never.
 */
export function factsAt(
  due: DueCondition,
  asOf: string,
): { details: ExceptionDetails; severity: Severity; until: string | null } {
  const { tariffs, deadline, details, type } = due;
  const { severity, until } = severityAt(type, due, asOf);
  if (!isCharge(type)) return { details, severity, until };
  if (deadline === null) return { details: { ...details, unassessed: 'no_free_time' }, severity, until };
  const priced = demurrageAt(tariffs, { freeTimeEndsAt: deadline, timeZone: details.timeZone }, asOf);
  const nextDay = tariffs.length > 0 ? priced.until : null;
  return {
    details: { ...details, ...amountOf(priced) },
    severity,
    until: [until, nextDay].filter((at) => at !== null).sort()[0] ?? null,
  };
}

function amountOf({ demurrage }: ReturnType<typeof demurrageAt>): ExceptionDetails {
  if (isUnassessed(demurrage)) return { unassessed: demurrage };
  return { amount: { amount: demurrage.by, currency: demurrage.currency }, demurrage };
}

const isUnassessed = (demurrage: object | Unassessed): demurrage is Unassessed => typeof demurrage === 'string';

/** Facts without what changes with each day. */
export function lastingFacts({ demurrage, unassessed, amount, ...details }: ExceptionDetails): ExceptionDetails {
  return demurrage || unassessed || amount === undefined ? details : { ...details, amount };
}
