import type { CaseRow } from '#lib/exceptions/rows.ts';
import { type ExceptionType, rankOf, SEVERITIES } from '#lib/model/exception.ts';
import type { ExceptionAct, ExceptionActKind } from '#lib/model/exception-act.ts';
import { type NoticeSchedule, nextDigestAt, quietEnd } from '#lib/model/notice-schedule.ts';
import { decideException, isEnded, type JudgedException, type ToldException } from '../exceptions/decide-exception.ts';
import type { ExceptionRule } from '../exceptions/exception-recipients.ts';
import { REOPENED_WITHIN_MS } from '../exceptions/load-told.ts';

/** A rule of exceptions as it is tested. */
export type TestedExceptionRule = ExceptionRule & NoticeSchedule;

/** An exception with all that happened to it, oldest first. */
export type PastException = Pick<JudgedException, 'shipment' | 'provider' | 'importedAt'> & {
  row: Pick<
    CaseRow,
    'id' | 'entityType' | 'entityId' | 'type' | 'part' | 'generation' | 'shipmentId' | 'openedAt' | 'closedAt'
  >;
  acts: readonly { kind: ExceptionActKind; at: string; by: string | null; content: ExceptionAct }[];
};

/** A notice that a rule would have sent. */
export type PastExceptionNotice = {
  shipmentId: string | null;
  exceptionType: ExceptionType;
  kind: 'opened' | 'worsened' | 'ended';
  sentAt: string;
};

type Notice = Omit<PastExceptionNotice, 'sentAt'> & {
  id: string;
  dueAt: string;
  sentAt: string | null;
  isCritical: boolean;
  exceptions: Set<string>;
};

type Row = JudgedException['row'];

/**
 * The notices that a rule would have sent of exceptions of one type and entity until an instant, if it had been new before them. They are
 * decided by the function that decides about new ones.
 */
export function simulateExceptions(
  rule: TestedExceptionRule,
  exceptions: readonly PastException[],
  until: string,
): PastExceptionNotice[] {
  const notices: Notice[] = [];
  const rows = new Map<string, Row & { since: string }>();
  const told = new Map<string, ToldException[]>();
  const steps = exceptions.flatMap((exception) => exception.acts.map((act) => ({ exception, act })));
  for (const { exception, act } of steps.toSorted((one, other) => (one.act.at < other.act.at ? -1 : 1))) {
    sendUntil(rule, notices, act.at);
    const { id } = exception.row;
    const row = afterAct(rows.get(id) ?? begun(exception), act);
    rows.set(id, row);
    if (act.kind === 'opened') told.set(id, inherited(exceptions, exception, told, notices));
    const known = (told.get(id) ?? []).map((one) => ({ ...one, state: stateOf(notices, one) }));
    const decision = decideException(rule, { ...judged(exception, row), since: row.since }, known);
    const kept = decision.forget ? [] : known.filter((one) => !decision.drop.includes(one));
    for (const { noticeId } of decision.drop) remove(notices, noticeId, id);
    if (decision.tell)
      kept.push({
        ...decision.tell,
        noticeId: write(rule, notices, exception, row, decision.tell.kind, act.at),
        state: 'unsent',
      });
    told.set(id, kept);
  }
  sendUntil(rule, notices, until);
  return notices.flatMap(({ shipmentId, exceptionType, kind, sentAt }) =>
    sentAt === null ? [] : [{ shipmentId, exceptionType, kind, sentAt }],
  );
}

function begun({ row: { entityType, type, openedAt } }: PastException): Row & { since: string } {
  const open = { closedAt: null, resolvedAt: null, resolvedBy: null, snoozedAt: null, owner: null };
  return { entityType, type, openedAt, severity: 0, since: openedAt, ...open };
}

function afterAct(
  row: Row & { since: string },
  { kind, at, by, content: { severity, owner = null } }: PastException['acts'][number],
): Row & { since: string } {
  const rank = rankOf(SEVERITIES.find((one) => one === severity) ?? 'low');
  if (kind === 'opened') return { ...row, severity: rank };
  if (kind === 'worsened') return { ...row, severity: rank, since: at };
  if (kind === 'closed') return { ...row, closedAt: at };
  if (kind === 'resolved') return { ...row, resolvedAt: at, resolvedBy: by, snoozedAt: null };
  if (kind === 'reopened' || kind === 'overruled')
    return { ...row, resolvedAt: null, resolvedBy: null, snoozedAt: null };
  if (kind === 'snoozed') return { ...row, snoozedAt: at };
  if (kind === 'unsnoozed' || kind === 'woke') return { ...row, snoozedAt: null };
  return kind === 'assigned' ? { ...row, owner } : row;
}

/** A shipment counts as active until it ended. */
function judged({ shipment, provider, importedAt }: PastException, row: Row): Omit<JudgedException, 'since'> {
  const isOver = row.closedAt !== null && isEnded(row, shipment?.status);
  return {
    row,
    shipment: shipment && { ...shipment, status: isOver ? shipment.status : 'in_transit' },
    provider,
    importedAt,
  };
}

/** Of the one before, unless its end was sent. */
function inherited(
  exceptions: readonly PastException[],
  { row: { part, generation } }: PastException,
  told: ReadonlyMap<string, ToldException[]>,
  notices: readonly Notice[],
): ToldException[] {
  const before = exceptions.find(({ row }) => row.part === part && row.generation === generation - 1);
  const known = (before && told.get(before.row.id)) ?? [];
  const isKnown = known.some((one) => one.kind === 'ended' && stateOf(notices, one) !== 'unsent');
  return isKnown ? [] : known;
}

function stateOf(notices: readonly Notice[], { noticeId }: ToldException): ToldException['state'] {
  return notices.find(({ id }) => id === noticeId)?.sentAt ? 'sent' : 'unsent';
}

function remove(notices: Notice[], noticeId: string, exceptionId: string): void {
  const notice = notices.find(({ id }) => id === noticeId);
  notice?.exceptions.delete(exceptionId);
}

/** As `writeExceptionNotices` does with stored notices: what was not sent of the same kind is added to. */
function write(
  rule: TestedExceptionRule,
  notices: Notice[],
  { row: { id: exceptionId, shipmentId, type } }: PastException,
  row: Row,
  kind: Notice['kind'],
  at: string,
): string {
  const hold = rule.holdMinutes * 60_000;
  const wait = kind === 'ended' && row.closedAt !== null ? Math.max(hold, REOPENED_WITHIN_MS) : hold;
  const held = new Date(Date.parse(at) + wait).toISOString();
  const dueAt = nextDigestAt(rule, held) ?? held;
  const isCritical = kind !== 'ended' && row.severity === rankOf('critical');
  const waiting = notices.find((one) => one.sentAt === null && one.kind === kind && one.exceptions.size > 0);
  if (waiting) {
    waiting.exceptions.add(exceptionId);
    waiting.isCritical ||= isCritical;
    return waiting.id;
  }
  const id = `${notices.length}`;
  const exceptions = new Set([exceptionId]);
  notices.push({ id, shipmentId, exceptionType: type, kind, dueAt, sentAt: null, isCritical, exceptions });
  return id;
}

function sendUntil(rule: TestedExceptionRule, notices: readonly Notice[], until: string): void {
  for (const notice of notices) {
    const at = (notice.isCritical && rule.cadence === 'at_once' ? null : quietEnd(rule, notice.dueAt)) ?? notice.dueAt;
    if (notice.sentAt === null && notice.exceptions.size > 0 && at <= until) notice.sentAt = at;
  }
}
