import type { Sql, Transaction } from '#db/client.ts';
import { now } from '#lib/clock.ts';
import type { Backtest } from '#lib/model/notice-backtest.ts';
import { loadSubjects, referenceOf } from '../subjects.ts';
import { changedShipments, loadHistory } from './load-history.ts';
import { type PastNotice, simulate, type TestedRule } from './simulate.ts';

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
export async function backtest(sql: Sql, rule: TestedRule, maxShipments = MAX_SHIPMENTS): Promise<Backtest> {
  const until = now();
  const since = new Date(Date.parse(until) - DAYS * DAY_MS).toISOString();
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`select set_config('statement_timeout', ${STATEMENT_TIMEOUT}, true)`;
    const changed = await changedShipments(tx, rule, since);
    // Ids are hashes, so the first of them are a random sample.
    const ids = changed.sort().slice(0, maxShipments);
    const sent: PastNotice[] = [];
    for (let at = 0; at < ids.length; at += CHUNK) {
      const histories = await loadHistory(tx, ids.slice(at, at + CHUNK), since);
      for (const batches of histories) for (const one of simulate(rule, batches, until)) sent.push(one);
    }
    const shipments = { changedShipments: changed.length, sampledShipments: ids.length };
    return { since, until, days: DAYS, ...shipments, ...(await summaryOf(tx, rule, sent, shipments)) };
  });
}

type Counted = Pick<Backtest, 'changedShipments' | 'sampledShipments'>;

async function summaryOf(
  tx: Transaction,
  { cadence }: TestedRule,
  sent: readonly PastNotice[],
  { changedShipments: changed, sampledShipments: sampled }: Counted,
): Promise<Omit<Backtest, 'since' | 'until' | 'days' | keyof Counted>> {
  const [counted] = await tx<{ active: number }[]>`
    select count(*)::int as active from shipments where status not in ('delivered', 'cancelled', 'removed')`;
  const activeShipments = counted?.active ?? 0;
  const estimate = (found: number) => (sampled === 0 ? 0 : (found * changed) / sampled);
  const notices = Math.round(estimate(sent.length));
  const perWeek = (estimate(sent.length) / DAYS) * 7;
  return {
    notices,
    corrections: Math.round(estimate(sent.filter(({ kind }) => kind === 'corrected').length)),
    messages: cadence === 'at_once' ? notices : new Set(sent.map(({ sentAt }) => sentAt)).size,
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
