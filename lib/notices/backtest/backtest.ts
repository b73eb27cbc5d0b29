import type { Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { loadSubjects, referenceOf } from '../subjects.ts';
import { changedShipments, loadHistory } from './load-history.ts';
import { type PastNotice, simulate, type TestedRule } from './simulate.ts';

/** The periods that are tried, in days: the first in which not too many shipments changed. */
const PERIODS = [30, 14, 7, 2] as const;

/** Upper bounds of one backtest: about ten seconds. */
const MAX_SHIPMENTS = 50_000;
const STATEMENT_TIMEOUT = '20s';

/** Shipments that are loaded together. */
const CHUNK = 500;

const MAX_LISTED = 100;

const DAY_MS = 24 * 3_600_000;

/**
 * Finds what a rule would have sent over the last 30 days, or over fewer if too many shipments changed; null if too many did even in the
 * shortest period. It reads the recorded changes, and decides with the functions that decide about new ones.
 */
export async function backtest(sql: Sql, rule: TestedRule): Promise<Backtest | null> {
  const until = now();
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`;
    const period = await periodOf(tx, rule, until);
    if (period === null) return null;
    const sent: PastNotice[] = [];
    for (let at = 0; at < period.ids.length; at += CHUNK) {
      const histories = await loadHistory(tx, period.ids.slice(at, at + CHUNK), period.since);
      for (const batches of histories) for (const one of simulate(rule, batches, until)) sent.push(one);
    }
    return summaryOf(tx, rule, sent, { ...period, until });
  });
}

type Period = { ids: string[]; since: string; days: number };

async function periodOf(tx: Transaction, rule: TestedRule, until: string): Promise<Period | null> {
  for (const days of PERIODS) {
    const since = new Date(Date.parse(until) - days * DAY_MS).toISOString();
    const ids = await changedShipments(tx, rule, since);
    if (ids.length <= MAX_SHIPMENTS) return { ids, since, days };
  }
  return null;
}

async function summaryOf(
  tx: Transaction,
  { cadence }: TestedRule,
  sent: readonly PastNotice[],
  { since, until, days }: Omit<Period, 'ids'> & { until: string },
): Promise<Backtest> {
  const [counted] = await tx<{ active: number }[]>`
    select count(*)::int as active from shipments where status not in ('delivered', 'cancelled', 'removed')`;
  const activeShipments = counted?.active ?? 0;
  const perWeek = (sent.length / days) * 7;
  return {
    ...{ since, until, days },
    notices: sent.length,
    corrections: sent.filter(({ kind }) => kind === 'corrected').length,
    messages: cadence === 'at_once' ? sent.length : new Set(sent.map(({ sentAt }) => sentAt)).size,
    noticesPerWeek: rounded(perWeek),
    activeShipments,
    noticesPerWeekPer100Active: activeShipments === 0 ? null : rounded((perWeek / activeShipments) * 100),
    latest: await listed(tx, sent),
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

async function listed(tx: Transaction, sent: readonly PastNotice[]): Promise<Backtest['latest']> {
  const latest = sent.toSorted((one, other) => other.sentAt.localeCompare(one.sentAt)).slice(0, MAX_LISTED);
  const subjects = await loadSubjects(tx, [...new Set(latest.map(({ shipmentId }) => shipmentId))]);
  const references = new Map(subjects.map((subject) => [subject.id, referenceOf(subject)]));
  return latest.map((one) => ({ ...one, reference: references.get(one.shipmentId) ?? '' }));
}
