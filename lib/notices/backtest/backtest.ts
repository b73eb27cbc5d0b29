import type { Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { ExceptionType, Severity } from '#lib/model/exception.ts';
import type { NoticeTrigger } from '#lib/model/notice.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { DEFAULT_HOLD_MINUTES, DEFAULT_SEVERITY } from '#lib/model/rule-trigger.ts';
import { loadSubjects, referenceOf } from '../subjects.ts';
import { backtestExceptions, type Sent, type TestedExceptions } from './backtest-exceptions.ts';
import { changedShipments, loadHistory } from './load-history.ts';
import { type PastNotice, simulate, type TestedRule } from './simulate.ts';
import type { PastExceptionNotice } from './simulate-exceptions.ts';

/** A rule of milestones, or, with that trigger, of exceptions. */
export type AnyTestedRule = TestedRule & {
  trigger?: NoticeTrigger;
  severity?: Severity | null;
  exceptionTypes?: readonly ExceptionType[] | null;
  ownedOnly?: boolean;
  holdMinutes?: number;
  /** None counts as one. */
  recipients?: readonly { target: string }[];
};

type Tested = { sent: Sent<PastNotice | PastExceptionNotice>[]; changed: number; sampled: number };

const DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** Upper bounds of one backtest. Of more shipments a sample is replayed. */
const MAX_SHIPMENTS = 20_000;
const STATEMENT_TIMEOUT = '20s';

/** Shipments that are loaded together. */
const CHUNK = 500;

const MAX_LISTED = 100;

/**
 * Finds what a rule would have sent over the last 30 days. It reads the recorded changes, and decides with the functions that decide
 * about new ones. If very many shipments changed, the numbers are estimated from some of them.
 */
export async function backtest(sql: Sql, rule: AnyTestedRule, maxShipments = MAX_SHIPMENTS): Promise<Backtest> {
  const until = now();
  const since = new Date(Date.parse(until) - DAYS * DAY_MS).toISOString();
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`;
    const period = { since, until, maxEntities: maxShipments };
    const { sent, changed, sampled } =
      rule.trigger === 'exception'
        ? await backtestExceptions(tx, exceptionRule(rule), period)
        : await backtestMilestones(tx, rule, period);
    const shipments = { changedShipments: changed, sampledShipments: sampled };
    return { since, until, days: DAYS, ...shipments, ...(await summaryOf(tx, rule, sent, shipments)) };
  });
}

function exceptionRule({ severity, exceptionTypes, ownedOnly, holdMinutes, ...rule }: AnyTestedRule): TestedExceptions {
  const told = { severity: severity ?? DEFAULT_SEVERITY, exceptionTypes: exceptionTypes ?? null };
  const rest = { ownedOnly: ownedOnly ?? false, holdMinutes: holdMinutes ?? DEFAULT_HOLD_MINUTES };
  return { ...rule, ...told, ...rest, targets: targetsOf(rule) };
}

function targetsOf({ recipients = [] }: AnyTestedRule): string[] {
  return recipients.length === 0 ? [''] : recipients.map(({ target }) => target.toLowerCase());
}

type Period = { since: string; until: string; maxEntities: number };

async function backtestMilestones(tx: Transaction, rule: AnyTestedRule, period: Period): Promise<Tested> {
  const changed = await changedShipments(tx, rule, period.since);
  // Ids are hashes, so the first of them are a random sample.
  const ids = changed.sort().slice(0, period.maxEntities);
  const sent: Sent<PastNotice>[] = [];
  const recipients = [...targetsOf(rule).keys()];
  for (let at = 0; at < ids.length; at += CHUNK) {
    const histories = await loadHistory(tx, ids.slice(at, at + CHUNK), period.since);
    for (const batches of histories)
      for (const one of simulate(rule, batches, period.until))
        for (const recipient of recipients) sent.push({ ...one, recipient });
  }
  return { sent, changed: changed.length, sampled: ids.length };
}

type Counted = Pick<Backtest, 'changedShipments' | 'sampledShipments'>;

async function summaryOf(
  tx: Transaction,
  rule: AnyTestedRule,
  sent: Tested['sent'],
  { changedShipments: changed, sampledShipments: sampled }: Counted,
): Promise<Omit<Backtest, 'since' | 'until' | 'days' | keyof Counted>> {
  const [counted] = await tx<{ active: number }[]>`
    select count(*)::int as active from shipments where status not in ('delivered', 'cancelled', 'removed')`;
  const activeShipments = counted?.active ?? 0;
  const estimate = (found: number) => (sampled === 0 ? 0 : (found * changed) / sampled);
  const notices = Math.round(estimate(sent.length));
  const recipients = targetsOf(rule).length;
  const perWeek = ((estimate(sent.length) / DAYS) * 7) / recipients;
  const digests = new Set(sent.map(({ recipient, sentAt }) => `${recipient} ${sentAt}`));
  return {
    recipients,
    notices,
    corrections: Math.round(estimate(sent.filter(({ kind }) => kind === 'corrected').length)),
    messages: rule.cadence === 'at_once' ? notices : digests.size,
    noticesPerWeek: rounded(perWeek),
    activeShipments,
    noticesPerWeekPer100Active: activeShipments === 0 ? null : rounded((perWeek / activeShipments) * 100),
    latest: await listed(tx, sent),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

async function listed(tx: Transaction, sent: Tested['sent']): Promise<Backtest['latest']> {
  // What several recipients are told is listed once.
  const different = new Map(sent.map(({ recipient: _, ...one }) => [JSON.stringify(one), one]));
  const latest = [...different.values()]
    .sort((one, other) => other.sentAt.localeCompare(one.sentAt))
    .slice(0, MAX_LISTED);
  const subjects = await loadSubjects(tx, [...new Set(latest.flatMap(({ shipmentId }) => shipmentId ?? []))]);
  const references = new Map(subjects.map((subject) => [subject.id, referenceOf(subject)]));
  return latest.map((one) => ({
    ...{ milestone: null, exceptionType: null },
    ...one,
    reference: references.get(one.shipmentId ?? '') ?? '',
  }));
}
