import type { ExceptionAct, ExceptionActKind } from '#lib/model/exception-act.ts';
import type { ExceptionCommand } from '#lib/model/exception-command.ts';
import type { WorkingHours } from '#lib/model/working-hours.ts';
import { AWAKE, afterPause, severityOf, UNRESOLVED } from './decide.ts';
import type { LastMilestone } from './last-milestones.ts';
import type { CaseRow } from './rows.ts';
import { newTargets } from './targets.ts';

/** What a person's command does to an exception: its row afterwards and the act; or why nothing. */
export type CommandResult =
  | { row: CaseRow; act: { kind: ExceptionActKind; content: ExceptionAct } }
  | { unchanged: string }
  | { refused: string };

/** Who commands when, the last milestone of the shipment, and the working hours. */
type Context = { by: string; asOf: string; last: LastMilestone; calendar: WorkingHours };

/** Snoozing is for at most a year: an exception that nobody sees for longer is resolved. */
const MAX_SNOOZE_MS = 366 * 24 * 3_600_000;

/**
 * Applies a command to an exception. One that has ended takes notes only. Whether the new owner exists is checked by the caller.
 */
export function applyCommand(row: CaseRow, command: ExceptionCommand, context: Context): CommandResult {
  if (row.closedAt !== null && command.act !== 'note') return { refused: 'It has ended: what it was about is over' };
  const touched = { ...row, touchedAt: row.touchedAt ?? context.asOf };
  switch (command.act) {
    case 'note':
      return {
        row: touched,
        act: { kind: 'noted', content: { note: command.note, mentions: mentionsIn(command.note) } },
      };
    case 'acknowledge':
      if (row.touchedAt !== null) return { unchanged: 'Somebody has responded to it already' };
      return { row: touched, act: { kind: 'acknowledged', content: {} } };
    case 'assign':
      if (row.owner === command.owner) return { unchanged: 'It has this owner already' };
      return {
        row: { ...touched, owner: command.owner },
        act: { kind: 'assigned', content: { owner: command.owner, before: row.owner } },
      };
    case 'snooze':
      return snooze(row, touched, command.until, context);
    case 'unsnooze':
      if (row.snoozedAt === null) return { unchanged: 'It is not snoozed' };
      return {
        row: { ...touched, ...AWAKE, resolveBy: afterPause(row, context.asOf, context.calendar) },
        act: { kind: 'unsnoozed', content: {} },
      };
    case 'resolve':
      return resolve(row, touched, command, context);
    case 'reopen':
      return reopen(row, touched, context);
  }
}

function snooze(row: CaseRow, touched: CaseRow, until: string, { asOf, last }: Context): CommandResult {
  if (row.resolvedAt !== null) return { refused: 'It is resolved' };
  const snoozed = { ...touched, ...AWAKE, snoozedAt: asOf };
  const act = { kind: 'snoozed', content: { until } } as const;
  if (until === 'worse') return { row: { ...snoozed, snoozedFor: { until } }, act };
  if (until === 'milestone') {
    if (row.shipmentId === null) return { refused: 'It belongs to no shipment, so it has no next milestone' };
    const { code: lastMilestone, at: lastMilestoneAt, milestones = 0 } = last;
    return { row: { ...snoozed, snoozedFor: { until, lastMilestone, lastMilestoneAt, milestones } }, act };
  }
  const at = new Date(until).toISOString();
  if (at <= asOf) return { refused: 'That time has passed' };
  if (Date.parse(at) - Date.parse(asOf) > MAX_SNOOZE_MS) return { refused: 'It can be snoozed for a year at most' };
  return { row: { ...snoozed, snoozedUntil: at }, act };
}

function resolve(
  row: CaseRow,
  touched: CaseRow,
  { resolution, note }: Extract<ExceptionCommand, { act: 'resolve' }>,
  { by, asOf }: Context,
): CommandResult {
  if (row.resolvedAt !== null) return { unchanged: 'It is resolved already' };
  return {
    row: { ...touched, ...AWAKE, resolvedAt: asOf, resolvedBy: by, resolution },
    act: { kind: 'resolved', content: { resolution, ...(note ? { note, mentions: mentionsIn(note) } : {}) } },
  };
}

function reopen(row: CaseRow, touched: CaseRow, { asOf, calendar }: Context): CommandResult {
  if (row.resolvedAt === null) return { unchanged: 'It is open' };
  const severity = severityOf(row);
  const { resolveBy } = newTargets(severity, asOf, calendar);
  return { row: { ...touched, ...UNRESOLVED, resolveBy }, act: { kind: 'reopened', content: { severity } } };
}

const MENTION = /(?<=^|[\s(,;])@([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;

/** The e-mail addresses that a note mentions, in lower case, each once. */
export function mentionsIn(note: string): string[] {
  return [...new Set([...note.matchAll(MENTION)].map(([, address = '']) => address.toLowerCase().replace(/\.$/, '')))];
}
