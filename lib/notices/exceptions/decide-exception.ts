import type { CaseRow } from '#lib/exceptions/rows.ts';
import { outlivesDelivery, rankOf } from '#lib/model/exception.ts';
import type { ExceptionNoticeKind } from '#lib/model/notice.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { matches } from '../rule-filter.ts';
import type { ExceptionFilter, ExceptionRule } from './exception-recipients.ts';

/** An exception, with what else decides whether it is told. */
export type JudgedException = {
  row: Pick<
    CaseRow,
    'entityType' | 'type' | 'severity' | 'openedAt' | 'closedAt' | 'resolvedAt' | 'resolvedBy' | 'snoozedAt' | 'owner'
  >;
  shipment: { id: string; status: Stage; customers: readonly (string | null)[] } | null;
  provider: string;
  /** Since when it is as severe as it is; null if it has ended. ISO 8601 UTC. */
  since: string | null;
  /** When an initial synchronisation fetched its evidence; null if none did. */
  importedAt: string | null;
};

/** What a recipient was told of an exception, or will tell. */
export type ToldException = {
  kind: ExceptionNoticeKind;
  severity: number;
  noticeId: string;
  /** `unsent`: it can still be taken back. `lost`: it was rejected, or nobody got it. */
  state: 'unsent' | 'sent' | 'lost';
};

/** What changes of the notices of a rule about an exception. */
export type ExceptionDecision = {
  /** What was not sent and is not to be told any more. */
  drop: readonly ToldException[];
  /** What was told is over: the exception is told from the beginning. */
  forget: boolean;
  tell: { kind: 'opened' | 'worsened' | 'ended'; severity: number } | null;
};

/** What became known later is in the inbox: nobody is told of it. */
const MAX_AGE_MS = 3 * 24 * 3_600_000;

const NOTHING: ExceptionDecision = { drop: [], forget: false, tell: null };

/**
 * Decides from the states of an exception and of its notices alone, so that the order, repetition and batching of events do not matter:
 * one notice when it opens or becomes severe enough, one for each greater severity, and one when it ends, if its beginning was told.
 */
export function decideException(
  rule: ExceptionRule,
  exception: JudgedException,
  told: readonly ToldException[],
): ExceptionDecision {
  const { row } = exception;
  if (!isOpen(row)) return decideEnd(rule, exception, told);
  const ended = told.find(({ kind }) => kind === 'ended');
  const forget = ended !== undefined && ended.state !== 'unsent';
  const drop = ended?.state === 'unsent' ? [ended] : [];
  const opened = forget ? undefined : told.find(({ kind }) => kind === 'opened');
  if (!concerns(rule, exception) || row.snoozedAt !== null) return { ...NOTHING, drop, forget };
  const tell = (kind: 'opened' | 'worsened') => ({ drop, forget, tell: { kind, severity: row.severity } });
  if (!opened) return forget || isNew(rule, exception) ? tell('opened') : { ...NOTHING, drop, forget };
  const known = told.filter(({ kind }) => kind === 'opened' || kind === 'worsened');
  if (opened.state === 'unsent' || known.some(({ severity }) => severity >= row.severity))
    return { ...NOTHING, drop, forget };
  const less = known.filter(({ kind, state }) => kind === 'worsened' && state === 'unsent');
  return { ...tell('worsened'), drop: [...drop, ...less] };
}

function decideEnd(
  { target }: ExceptionRule,
  { row, shipment }: JudgedException,
  told: readonly ToldException[],
): ExceptionDecision {
  const opened = told.find(({ kind }) => kind === 'opened');
  const isKnown = told.some(({ kind }) => kind === 'ended');
  const isOver = isEnded(row, shipment?.status);
  const drop = told.filter(({ state, kind }) => state === 'unsent' && (kind !== 'ended' || isOver));
  const isTold = opened?.state === 'sent' && !isKnown && !isOver && row.resolvedBy !== target;
  return { ...NOTHING, drop, tell: isTold ? { kind: 'ended', severity: 0 } : null };
}

/** Whether nobody needs to be told of an exception any more, since its shipment has this status. */
export function isEnded(
  { entityType, type }: Pick<CaseRow, 'entityType' | 'type'>,
  status: Stage | undefined,
): boolean {
  if (entityType !== 'shipment') return false;
  return status === 'cancelled' || status === 'removed' || (status === 'delivered' && !outlivesDelivery(type));
}

/** Whether somebody has to act. */
export function isOpen({ closedAt, resolvedAt }: Pick<CaseRow, 'closedAt' | 'resolvedAt'>): boolean {
  return closedAt === null && resolvedAt === null;
}

/** Whether a rule tells of an exception, as it is now. */
export function concerns(rule: ExceptionRule, exception: JudgedException): boolean {
  const { row, shipment } = exception;
  if (rule.exceptionTypes !== null && !rule.exceptionTypes.includes(row.type)) return false;
  if (rule.ownedOnly && row.owner !== rule.target) return false;
  if (isEnded(row, shipment?.status)) return false;
  return rule.filters.some((filter) => isWithin(filter, exception));
}

function isWithin(filter: ExceptionFilter, { row, shipment, provider }: JudgedException): boolean {
  if (row.severity < rankOf(filter.severity)) return false;
  return matches(filter, { id: shipment?.id ?? '', provider }, shipment?.customers ?? []);
}

/** Whether an open exception became known when it was new, and not by an initial synchronisation. */
export function isRecent({ row, since, importedAt }: JudgedException): boolean {
  if (since === null || Date.parse(row.openedAt) - Date.parse(since) > MAX_AGE_MS) return false;
  return importedAt === null || since > importedAt;
}

function isNew({ filters }: ExceptionRule, exception: JudgedException): boolean {
  const { row, since } = exception;
  const appliedBefore = ({ appliesFrom }: ExceptionFilter) =>
    (since ?? '') >= appliesFrom || row.openedAt >= appliesFrom;
  return isRecent(exception) && filters.some((filter) => isWithin(filter, exception) && appliedBefore(filter));
}
