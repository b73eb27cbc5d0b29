import { type ExceptionDetails, rankOf, SEVERITIES, type Severity } from '#lib/model/exception.ts';
import type { ExceptionAct, ExceptionActKind } from '#lib/model/exception-act.ts';
import { addWorkingHours, type WorkingHours, workingHoursBetween } from '#lib/model/working-hours.ts';
import type { LastMilestone } from './last-milestones.ts';
import { factsAt, lastingFacts } from './priced.ts';
import type { CaseRow, DueCondition } from './rows.ts';
import { newTargets } from './targets.ts';

/** What happens to the exception of one condition: its row afterwards and the acts to record. */
export type Decision = {
  row: CaseRow;
  acts: { kind: ExceptionActKind; content: ExceptionAct }[];
};

/** A new exception; `generation` is one more than that of the last one with its key. */
export function open(due: DueCondition, generation: number, { asOf }: { asOf: string }): Decision {
  const { details, severity, until } = factsAt(due, asOf);
  const { entityType, entityId, shipmentId, type, part, deadline, evidenceAt, eventId } = due;
  const { calendar, defaultOwner: owner } = due;
  const targets = newTargets(severity, asOf, calendar);
  return {
    row: {
      id: crypto.randomUUID(),
      ...{ entityType, entityId, shipmentId, type, part, generation, deadline, evidenceAt, eventId, details },
      severity: rankOf(severity),
      urgency: urgencyOf(severity, deadline ?? targets.resolveBy),
      severityUntil: until,
      openedAt: asOf,
      ...targets,
      ...{ closedAt: null, owner, ...AWAKE, ...UNRESOLVED, touchedAt: null },
    },
    acts: [
      { kind: 'opened', content: { severity } },
      ...(owner === null ? [] : [{ kind: 'assigned', content: { owner, before: null } } as const]),
    ],
  };
}

export const AWAKE = { snoozedUntil: null, snoozedFor: null, snoozedAt: null };
export const UNRESOLVED = { resolvedAt: null, resolvedBy: null, resolution: null };

/** The end of an exception: its condition is not due any more. */
export function close(row: CaseRow, { asOf }: { asOf: string }): Decision {
  return { row: { ...row, closedAt: asOf, severityUntil: null, ...AWAKE }, acts: [{ kind: 'closed', content: {} }] };
}

/**
 * What evidence and the clock do to an open exception. Null if nothing changes. A person's resolution is overruled by evidence that
 * was reported after it, and by nothing else.
 */
export function update(
  row: CaseRow,
  due: DueCondition,
  last: LastMilestone,
  { asOf }: { asOf: string },
): Decision | null {
  const { calendar } = due;
  const { details, severity, until } = factsAt(due, asOf);
  const rank = rankOf(severity);
  const acts: Decision['acts'] = [];
  const after = { ...row, ...evidenceOf(due), details, severity: rank, severityUntil: until };
  const targets = () => newTargets(severity, asOf, calendar);
  const isOverruled = row.resolvedAt !== null && due.evidenceAt > row.resolvedAt && due.evidenceAt > row.evidenceAt;
  // Before anybody worked on it, nobody needs to know what it said earlier; the effects of the entity have it.
  if (row.touchedAt !== null && !isSame(lastingFacts(row.details), lastingFacts(details)))
    acts.push({ kind: 'changed', content: {} });
  if (!isOverruled && row.snoozedAt !== null && isAwake(row, rank, last, asOf)) {
    Object.assign(after, AWAKE, { resolveBy: afterPause(row, asOf, calendar) });
    acts.push({ kind: 'woke', content: {} });
  }
  if (rank > row.severity) {
    const { touchBy, resolveBy } = targets();
    after.touchBy = earlier(after.touchBy, touchBy);
    after.resolveBy = earlier(after.resolveBy, resolveBy);
    acts.push({ kind: 'worsened', content: { severity } });
  }
  if (isOverruled) {
    Object.assign(after, UNRESOLVED, AWAKE, { touchedAt: null, ...targets() });
    acts.push({ kind: 'overruled', content: { severity } });
  }
  after.urgency = urgencyOf(severity, after.deadline ?? after.resolveBy);
  return isSame(row, after) ? null : { row: after, acts };
}

/** Whether what a snoozed exception waits for has come. */
function isAwake(row: CaseRow, rank: number, last: LastMilestone, asOf: string): boolean {
  const { snoozedUntil, snoozedFor } = row;
  if (snoozedFor === null) return snoozedUntil !== null && snoozedUntil <= asOf;
  if (snoozedFor.until === 'worse') return rank > row.severity;
  if (last.code !== snoozedFor.lastMilestone || last.at !== snoozedFor.lastMilestoneAt) return true;
  return snoozedFor.milestones !== undefined && last.milestones !== snoozedFor.milestones;
}

/** The target for the end: the clock stands still while an exception waits for something to happen, not for a date. */
export function afterPause(
  { snoozedAt, snoozedFor, resolveBy }: Pick<CaseRow, 'snoozedAt' | 'snoozedFor' | 'resolveBy'>,
  asOf: string,
  calendar: WorkingHours,
): string {
  if (snoozedFor === null || snoozedAt === null) return resolveBy;
  return addWorkingHours(asOf, workingHoursBetween(snoozedAt, resolveBy, calendar), calendar);
}

function evidenceOf({ shipmentId, deadline, evidenceAt, eventId }: DueCondition) {
  return { shipmentId, deadline, evidenceAt, eventId };
}

export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

function isSame(one: ExceptionDetails | CaseRow, other: ExceptionDetails | CaseRow): boolean {
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

const sorted = (row: object) =>
  Object.entries(row)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));

/** Later than any instant, in seconds since 1970, so that what is due first is more urgent. */
const FAR = 1e11;

/** The severity first, then the instant by which it is due: ten digits of seconds below the severity. */
export function urgencyOf(severity: Severity, due: string): number {
  return (rankOf(severity) + 1) * FAR - Math.floor(Date.parse(due) / 1_000);
}

/** The severity of a stored row. */
export function severityOf({ severity }: { severity: number }) {
  return SEVERITIES[severity] ?? 'low';
}
