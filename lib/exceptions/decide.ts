import { type ExceptionDetails, rankOf, SEVERITIES, type Severity, severityAt } from '#lib/model/exception.ts';
import type { ExceptionAct, ExceptionActKind } from '#lib/model/exception-act.ts';
import { addWorkingHours, type WorkingHours, workingHoursBetween } from '#lib/model/working-hours.ts';
import type { CaseRow, DueCondition, LastMilestone } from './rows.ts';
import { targetsOf } from './targets.ts';

/** What happens to the exception of one condition: its row afterwards and the acts to record. */
export type Decision = {
  row: CaseRow;
  acts: { kind: ExceptionActKind; content: ExceptionAct }[];
};

export type Moment = { asOf: string; calendar: WorkingHours };

/** A new exception; `generation` is one more than that of the last one with its key. */
export function open(due: DueCondition, generation: number, { asOf, calendar }: Moment): Decision {
  const { severity, until } = severityAt(due.type, due, asOf);
  const { entityType, entityId, shipmentId, type, part, deadline, evidenceAt, eventId, details } = due;
  const targets = targetsOf(severity);
  const resolveBy = addWorkingHours(asOf, targets.resolve, calendar);
  return {
    row: {
      id: crypto.randomUUID(),
      ...{ entityType, entityId, shipmentId, type, part, generation, deadline, evidenceAt, eventId, details },
      severity: rankOf(severity),
      urgency: urgencyOf(severity, deadline ?? resolveBy),
      severityUntil: until,
      openedAt: asOf,
      touchBy: addWorkingHours(asOf, targets.touch, calendar),
      resolveBy,
      ...{ closedAt: null, owner: null, ...AWAKE, ...UNRESOLVED, touchedAt: null },
    },
    acts: [{ kind: 'opened', content: { severity } }],
  };
}

export const AWAKE = { snoozedUntil: null, snoozedFor: null, snoozedAt: null };
export const UNRESOLVED = { resolvedAt: null, resolvedBy: null, resolution: null };

/** The end of an exception: its condition is not due any more. */
export function close(row: CaseRow, { asOf }: Moment): Decision {
  return { row: { ...row, closedAt: asOf, severityUntil: null, ...AWAKE }, acts: [{ kind: 'closed', content: {} }] };
}

/**
 * What evidence and the clock do to an open exception. Null if nothing changes. A person's resolution is overruled by evidence that
 * was reported after it, and by nothing else.
 */
export function update(row: CaseRow, due: DueCondition, last: LastMilestone, moment: Moment): Decision | null {
  const { asOf, calendar } = moment;
  const { severity, until } = severityAt(due.type, due, asOf);
  const rank = rankOf(severity);
  const acts: Decision['acts'] = [];
  const after = { ...row, ...evidenceOf(due), severity: rank, severityUntil: until };
  // Before anybody worked on it, nobody needs to know what it said earlier; the effects of the entity have it.
  if (row.touchedAt !== null && !isSame(row.details, due.details)) acts.push({ kind: 'changed', content: {} });
  if (rank > row.severity) {
    acts.push({ kind: 'worsened', content: { severity } });
    const targets = targetsOf(severity);
    after.touchBy = earlier(row.touchBy, addWorkingHours(asOf, targets.touch, calendar));
    after.resolveBy = earlier(row.resolveBy, addWorkingHours(asOf, targets.resolve, calendar));
  }
  if (row.resolvedAt !== null && due.evidenceAt > row.resolvedAt && due.evidenceAt > row.evidenceAt) {
    const targets = targetsOf(severity);
    Object.assign(after, UNRESOLVED, AWAKE, {
      touchedAt: null,
      touchBy: addWorkingHours(asOf, targets.touch, calendar),
      resolveBy: addWorkingHours(asOf, targets.resolve, calendar),
    });
    acts.push({ kind: 'overruled', content: {} });
  } else if (row.snoozedAt !== null && isAwake(row, rank, last, asOf)) {
    Object.assign(after, AWAKE, { resolveBy: afterPause(row, moment) });
    acts.push({ kind: 'woke', content: {} });
  }
  after.urgency = urgencyOf(severity, after.deadline ?? after.resolveBy);
  return isSame(row, after) ? null : { row: after, acts };
}

/** Whether what a snoozed exception waits for has come. */
function isAwake(row: CaseRow, rank: number, last: LastMilestone, asOf: string): boolean {
  const { snoozedUntil, snoozedFor } = row;
  if (snoozedFor === null) return snoozedUntil !== null && snoozedUntil <= asOf;
  if (snoozedFor.until === 'worse') return rank > row.severity;
  return last.code !== snoozedFor.lastMilestone || last.at !== snoozedFor.lastMilestoneAt;
}

/** The target for the end: the clock stands still while an exception waits for something to happen, not for a date. */
export function afterPause({ snoozedAt, snoozedFor, resolveBy }: CaseRow, { asOf, calendar }: Moment): string {
  if (snoozedFor === null || snoozedAt === null) return resolveBy;
  return addWorkingHours(asOf, workingHoursBetween(snoozedAt, resolveBy, calendar), calendar);
}

function evidenceOf({ shipmentId, deadline, evidenceAt, eventId, details }: DueCondition) {
  return { shipmentId, deadline, evidenceAt, eventId, details };
}

function earlier(a: string, b: string): string {
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
function urgencyOf(severity: Severity, due: string): number {
  return (rankOf(severity) + 1) * FAR - Math.floor(Date.parse(due) / 1_000);
}

/** The severity of a stored row. */
export function severityOf({ severity }: { severity: number }) {
  return SEVERITIES[severity] ?? 'low';
}
