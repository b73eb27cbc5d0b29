/**
 * `npm run oracle:exceptions`: plays 90 days of a world with 2,000 shipments, whose webhooks are lost, repeated and reordered, and
 * compares the exceptions that were opened with what the world's records say was costly: what share was raised, and before it was too
 * late. Prints also how many notices each severity would make. `-- --shipments 500 --days 60 --seed 2` plays another one.
 * Exits 1 if less than nine in ten were raised in time.
 */
import './silence-log.ts';
import { rmSync } from 'node:fs';
import { mock } from 'node:test';
import type { Sql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { DEMO_EXCEPTIONS } from '#lib/demo/rules.ts';
import { createWorld, State, withChaos } from '#lib/emulator/index.ts';
import { sweepExceptions } from '#lib/exceptions/sweep.ts';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { SEVERITIES } from '#lib/model/exception.ts';
import { newRuleSchema } from '#lib/model/notice-rule.ts';
import { backtestExceptions } from '#lib/notices/backtest/backtest-exceptions.ts';
import { prepare } from '#tests/support/cluster.ts';
import { openEmulated } from '#tests/support/emulated-runtime.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type Costly, costlyOf } from './costly.ts';

const USAGE = 'Usage: npm run oracle:exceptions -- [--shipments 2000] [--days 90] [--seed 1]';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far the clock moves at a time. Webhooks of that time are delivered at its end. */
const STEP = 6 * HOUR;
const RECONCILED_EVERY = 24 * HOUR;
const CHAOS = { duplicates: 0.1, reorder: 0.3, delay: 0.05, drop: 0.05 };
const GOAL = 0.9;

const flags = orExit(() => {
  const text = { type: 'string' } as const;
  const { values } = readFlags(USAGE, { options: { shipments: text, days: text, seed: text } });
  const number = (name: 'shipments' | 'days') => values[name] && readNumber(USAGE, `--${name}`, values[name]);
  return { shipments: number('shipments') || 2_000, days: number('days') || 90, seed: values.seed ?? '1' };
});
const print = (line: string) => process.stdout.write(`${line}\n`);

const start = new Date('2025-01-01T00:00:00Z');
const end = start.getTime() + flags.days * DAY;
/** All shipments begin in the first two thirds, so that most of what happens to them does. */
const shipmentIntervalMs = Math.floor((flags.days * DAY * 2) / 3 / flags.shipments);
const options = { seed: `exceptions/${flags.seed}`, start, shipments: flags.shipments, shipmentIntervalMs };

/** The types by which each kind is raised. */
const RAISED_BY: Record<Costly['kind'], RegExp> = {
  'free time': /^charge\./,
  'late arrival': /^(arrival\.|departure\.(late|rolled)|transshipment\.)/,
  'customs hold': /^hold\./,
};

const RULE = { trigger: 'exception', recipients: [{ channel: 'email', target: 'ops@example.com' }] };

const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir, settings: ['fsync=off'] });
try {
  await prepare(cluster.url);
  const state = new State([createWorld(options)]);
  const emulated = await openEmulated(cluster.url, state, { clock: () => Date.now() });
  const { sql } = emulated.runtime;
  mock.timers.enable({ apis: ['Date'], now: start });
  let activeDays = 0;
  for (let at = start.getTime() + STEP; at <= end; at += STEP) {
    const due = state.advanceTo(new Date(at));
    mock.timers.setTime(at);
    await emulated.receive([...withChaos(due, CHAOS, `${flags.seed}/${at}`)]);
    if ((at - start.getTime()) % RECONCILED_EVERY === 0) {
      await emulated.reconcile();
      activeDays += await countActive(sql);
    }
    await sweepExceptions(sql, async () => {});
    const day = (at - start.getTime()) / DAY;
    if (day % 10 === 0) process.stderr.write(`day ${day} of ${flags.days}\n`);
  }
  mock.timers.reset();
  const isGood = await report(sql, costlyOf(createWorld(options), end), activeDays);
  await emulated.stop();
  process.exitCode = isGood ? 0 : 1;
} finally {
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function countActive(sql: Sql): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from shipments where status not in ('delivered', 'cancelled', 'removed')`;
  return row?.count ?? 0;
}

type Opened = { shipment: string; type: string; at: Date; severity: number };

async function report(sql: Sql, costly: readonly Costly[], activeDays: number): Promise<boolean> {
  const opened = await sql<Opened[]>`
    select external_id as shipment, type, opened_at as at, cases.severity from exception_cases as cases
    join shipments on shipments.id = cases.entity_id where shipments.provider = 'flexport'`;
  const byShipment = Map.groupBy(opened, ({ shipment }) => shipment);
  print('| what was costly | happened | raised | in time |');
  print('| --- | --- | --- | --- |');
  let [all, inTime] = [0, 0];
  for (const kind of Object.keys(RAISED_BY) as Costly['kind'][]) {
    const happened = costly.filter((one) => one.kind === kind);
    const firsts = happened.map(({ shipment, since, deadline }) => {
      const raised = (byShipment.get(shipment) ?? []).filter(
        ({ type, at }) => RAISED_BY[kind].test(type) && at.getTime() >= since,
      );
      return { deadline, raised: Math.min(...raised.map(({ at }) => at.getTime())) };
    });
    const raised = firsts.filter((one) => one.raised < Number.POSITIVE_INFINITY).length;
    const early = firsts.filter((one) => one.raised < one.deadline).length;
    all += happened.length;
    inTime += early;
    print(`| ${kind} | ${happened.length} | ${share(raised, happened.length)} | ${share(early, happened.length)} |`);
  }
  print(`\n${share(inTime, all)} of all was raised in time.\n`);
  await reportNotices(sql, activeDays);
  await reportRules(sql, activeDays);
  return all > 0 && inTime / all >= GOAL;
}

/**
 * How many times a week exceptions opened as or grew to each severity, for a hundred active shipments. Those of one type and shipment
 * at one moment are one: containers of one shipment have the same last free day.
 */
async function reportNotices(sql: Sql, activeDays: number): Promise<void> {
  const rows = await sql<{ severity: string; type: string; count: number }[]>`
    select severity, type, count(*)::int as count from (
      select distinct content->>'severity' as severity, cases.type, shipment_id, at from exception_acts
      join exception_cases as cases on cases.id = case_id where kind in ('opened', 'worsened')) as told group by 1, 2`;
  const hundredWeeks = activeDays / 7 / 100;
  print('| opened as, or grew to | a week for 100 active shipments | most of them |');
  print('| --- | --- | --- |');
  for (const severity of [...SEVERITIES].reverse()) {
    const own = rows.filter((one) => one.severity === severity).sort((a, b) => b.count - a.count);
    const sum = own.reduce((total, { count }) => total + count, 0);
    const most = own.slice(0, 4).map(({ type, count }) => `${type} ${(count / hundredWeeks).toFixed(1)}`);
    print(`| ${severity} | ${(sum / hundredWeeks).toFixed(1)} | ${most.join(', ')} |`);
  }
}

/**
 * How many notices rules would have sent a week for a hundred active shipments, as a backtest finds them: one for each least severity, and
 * those of the demo.
 */
async function reportRules(sql: Sql, activeDays: number): Promise<void> {
  const rules = [...[...SEVERITIES].reverse().map((severity) => ({ name: severity, severity })), ...DEMO_EXCEPTIONS];
  const period = {
    since: start.toISOString(),
    until: new Date(end).toISOString(),
    maxEntities: Number.POSITIVE_INFINITY,
  };
  print('\n| rule | notices a week for 100 active shipments | opened, worse, ended |');
  print('| --- | --- | --- |');
  for (const { severity, ...given } of rules) {
    const rule = {
      ...newRuleSchema.parse({ ...given, ...RULE, severity }),
      severity,
      shipmentId: null,
      targets: ['ops@example.com'],
    };
    const { sent } = await sql.begin('read only', (tx) => backtestExceptions(tx, rule, period));
    const week = (count: number) => (count / (activeDays / 7 / 100)).toFixed(1);
    const kinds = ['opened', 'worsened', 'ended'].map((kind) => week(sent.filter((one) => one.kind === kind).length));
    print(`| ${given.name} | ${week(sent.length)} | ${kinds.join(', ')} |`);
  }
}

function share(some: number, all: number): string {
  return all === 0 ? 'none' : `${some} (${((100 * some) / all).toFixed(1)} %)`;
}
process.exit();
