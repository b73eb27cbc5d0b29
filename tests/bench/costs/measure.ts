import { setTimeout as sleep } from 'node:timers/promises';
import { type Form, MAKERS, spreadOver } from '#tests/bench/apply.ts';
import type { EventCosts } from '#tests/bench/simulate/costs.ts';
import { fitCost } from './fit.ts';
import { sendAll } from './send.ts';
import { type Stand, since, type Used } from './stand.ts';
import { grownBy, readStored } from './stored.ts';

export type Sizes = { shipments: number; grouped: number; single: number };

/** `perSecond`: events that the worker processed from a backlog, of wall time. */
export type Measured = {
  costs: EventCosts;
  /** By table and index, of an event: bytes that remain, and rows written. */
  bytes: Record<string, number>;
  rows: Record<string, number>;
  commitS: number;
  senderCpuS: number;
  perSecond: number;
};

const CONCURRENCY = 128;
/** Tables that get rows with each event and lose none. The others reuse the room of rows that were replaced. */
const KEPT = /^(deliveries|events|entity_events|effects)(_|$)/;
/** After so long without work the counts of rows are complete. */
const IDLE_S = 11;

type Phase = { used: Used; events: number; groups: number };

/**
 * Measures what events of a form cost on a stand, about shipments that are stored already. First in large groups: many webhooks at
 * once while the worker is held, then the worker alone; then one webhook after the other, first without the worker, then with it.
 */
export async function measureForm(stand: Stand, form: Form, { shipments, grouped, single }: Sizes): Promise<Measured> {
  const { first, later } = MAKERS[form];
  const spread = spreadOver(shipments);
  let next = 0;
  const bodies = function* (count: number) {
    for (let at = 0; at < count; at += 1, next += 1) yield later(next, spread(next));
  };
  await sendAll(stand.url, Array.from({ length: shipments }, (_, at) => first(at)).values(), CONCURRENCY);
  await stand.whenProcessed();
  const phase = (events: number, count: () => Promise<number>, act: () => Promise<void>) =>
    runPhase(stand, { events, count }, act);
  const jobs = () => countJobs(stand);

  stand.holdWorker();
  const before = await readStored(stand.sql);
  const storing = await phase(grouped, jobs, () => sendAll(stand.url, bodies(grouped), CONCURRENCY));
  const between = await readStored(stand.sql);
  const applying = await phase(
    grouped,
    () => countBatches(stand, grouped),
    async () => {
      stand.releaseWorker();
      await stand.whenProcessed();
    },
  );
  const walApplied = (await readStored(stand.sql)).wal - between.wal;
  await sleep(IDLE_S * 1_000);
  await stand.sql`vacuum`;
  const after = await readStored(stand.sql);

  stand.holdWorker();
  const storingOne = await phase(single, jobs, () => sendAll(stand.url, bodies(single), 1));
  stand.releaseWorker();
  await stand.whenProcessed();
  const both = await phase(
    single,
    () => countBatches(stand, single),
    async () => {
      await sendAll(stand.url, bodies(single), 1);
      await stand.whenProcessed();
    },
  );
  const run = (one: Phase, part: 'gateway' | 'worker' | 'postgres') => ({
    things: one.events,
    groups: one.groups,
    seconds: one.used[part],
  });
  const alone = run(both, 'postgres');
  const total = (by: Record<string, number>) => Object.values(by).reduce((sum, one) => sum + one, 0);
  const [bytes, rows] = [grownBy(before.bytes, after.bytes, grouped), grownBy(before.rows, after.rows, grouped)];
  return {
    costs: {
      body: Buffer.byteLength(later(0, 0)),
      gateway: fitCost(run(storing, 'gateway'), run(storingOne, 'gateway')),
      storing: fitCost(run(storing, 'postgres'), run(storingOne, 'postgres')),
      worker: fitCost(run(applying, 'worker'), run(both, 'worker')),
      applying: fitCost(run(applying, 'postgres'), { ...alone, seconds: alone.seconds - storingOne.used.postgres }),
      wal: { storing: (between.wal - before.wal) / grouped, applying: walApplied / grouped },
      stored: total(keptOf(bytes)),
      rows: total(rows),
    },
    bytes,
    rows,
    commitS: (after.fsyncMs - before.fsyncMs) / (after.fsyncs - before.fsyncs) / 1_000,
    senderCpuS: storing.used.sender / grouped,
    perSecond: grouped / applying.used.at,
  };
}

/** Those of the tables to which each event adds, and of their indexes. */
export function keptOf(bytes: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(bytes).filter(([name]) => KEPT.test(name)));
}

/** CPU seconds of what happens meanwhile, and into how many groups the events were put. */
async function runPhase(
  stand: Stand,
  { events, count }: { events: number; count: () => Promise<number> },
  act: () => Promise<void>,
): Promise<Phase> {
  const before = stand.used();
  await act();
  const used = since(before, stand.used());
  return { used, events, groups: await count() };
}

/** The commits of deliveries that wait: each has a job, as long as none has been fetched. */
async function countJobs({ sql }: Stand): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from pgboss.job where name = 'apply' and state = 'created'`;
  return row?.count ?? 0;
}

/** The transactions that processed the latest events. */
async function countBatches({ sql }: Stand, events: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(distinct xid)::int as count
    from (select xmin::text as xid from events order by settled_at desc limit ${events}) latest`;
  return row?.count ?? 0;
}
