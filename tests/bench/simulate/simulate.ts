import { type Agenda, openAgenda } from './agenda.ts';
import { nextArrival, shareOf } from './arrivals.ts';
import type { Config } from './config.ts';
import { openGateway } from './gateway.ts';
import { type Host, openHost } from './host.ts';
import { openRandom, type Random } from './random.ts';
import { openShard, type Shard } from './shard.ts';
import { type Grain, openTally, type Tally } from './tally.ts';
import { openThread, type Thread } from './thread.ts';
import { openWorker, type WorkerProcess } from './worker.ts';

/** CPU seconds used of those there were, 0 to 1: of each gateway, each worker, each database. */
export type Utilisation = { gateways: number[]; workers: number[]; databases: number[] };

export type Result = ReturnType<typeof readTally> & {
  utilisation: Utilisation;
  /** `time` in seconds. */
  samples: { time: number; backlog: number }[];
};

type Cell = { shard: Shard; gateways: Thread[]; workers: { thread: Thread; process: WorkerProcess }[] };

/**
 * Simulates an installation: every webhook is received, stored, processed or refused one after the other, on processors that are shared
 * as an operating system shares them. Reads no clock and no database; the same configuration gives the same result.
 */
export function simulate(config: Config): Result {
  const agenda = openAgenda();
  const tally = openTally(agenda);
  const machine = config.machine && openHost(agenda, config.machine.cores);
  for (const { from, count } of config.machine?.others ?? []) agenda.at(from, () => machine?.setOthers(count));
  const random = openRandom(config.seed);
  const cells = Array.from({ length: config.shards }, (_, at) =>
    openCell(config, { agenda, tally, machine, random }, at),
  );
  scheduleIncidents(config, agenda, cells);
  const samples: Result['samples'] = [];
  for (let time = 0; time <= config.seconds; time += config.sampleS)
    agenda.at(time, () => samples.push({ time, backlog: tally.backlog.now() }));
  agenda.run(config.seconds);
  const shareUsed = (thread: Thread) => thread.used() / config.seconds;
  return {
    ...readTally(tally),
    samples,
    utilisation: {
      gateways: cells.flatMap(({ gateways }) => gateways.map(shareUsed)),
      workers: cells.flatMap(({ workers }) => workers.map(({ thread }) => shareUsed(thread))),
      databases: cells.map(
        ({ shard }) => shard.host.used() / config.seconds / (config.machine?.cores ?? config.databaseCores),
      ),
    },
  };
}

type World = { agenda: Agenda; tally: Tally; machine: Host | null; random: Random };

function openCell(config: Config, world: World, number: number): Cell {
  const { agenda, tally, machine } = world;
  const own = (cores: number) => machine ?? openHost(agenda, cores);
  const shard = openShard(
    machine ? shareOfHost(machine) : openHost(agenda, config.databaseCores),
    config.policy,
    config.costs.body,
  );
  const count = (all: number) => Math.floor(all / config.shards) + (number < all % config.shards ? 1 : 0);
  const gateways = Array.from({ length: count(config.gateways) }, () => openThread(own(1)));
  const workers = Array.from({ length: count(config.workers) }, () => {
    const thread = openThread(own(1));
    return { thread, process: openWorker(config, { agenda, thread, shard, tally }) };
  });
  store(config, { agenda, tally, shard }, number);
  for (const { process } of workers) process.start();
  sendTo(config, world, { shard, gateways }, number);
  return { shard, gateways, workers };
}

/** The database's part of a machine that is shared: only its own work is cut off, and counted. */
function shareOfHost(host: Host): Host {
  let used = 0;
  let era = 0;
  const running = new Set<() => void>();
  return {
    work(seconds, done, failed = () => {}) {
      const own = era;
      running.add(failed);
      host.work(seconds, () => {
        if (own !== era) return;
        running.delete(failed);
        used += seconds;
        done();
      });
    },
    cutOff() {
      era += 1;
      const cut = [...running];
      running.clear();
      for (const failed of cut) failed();
    },
    setOthers: host.setOthers,
    used: () => used,
  };
}

/** The events that wait at the start, in jobs of full commits. */
function store(config: Config, { tally, shard }: Pick<World, 'agenda' | 'tally'> & { shard: Shard }, number: number) {
  const events = Math.round(config.backlog * shareOf(config, number));
  for (let left = events; left > 0; left -= config.policy.store.batch) {
    const count = Math.min(left, config.policy.store.batch);
    shard.enqueue({ grains: [{ sentAt: 0, count, attempt: 0, isStored: true }] }, 'live');
  }
  tally.arrived += events;
  tally.stored += events;
  tally.backlog.add(events);
}

/** Sends webhooks to the gateways of a shard by turns; refused ones come again. */
function sendTo(
  config: Config,
  { agenda, tally, machine, random }: World,
  { shard, gateways }: Pick<Cell, 'shard' | 'gateways'>,
  number: number,
): void {
  const own = openRandom(config.seed + 1_000_003 * (number + 1));
  let turn = 0;
  const receive = (grain: Grain) => {
    turn += 1;
    machine?.work(config.senderCpuS * grain.count, () => {});
    opened[turn % opened.length]?.receive(grain, agenda.now());
  };
  const refuse = (grain: Grain) => {
    tally.refused += grain.count;
    const wait = config.retriesS[grain.attempt];
    if (wait === undefined) {
      if (!grain.isStored) tally.givenUp += grain.count;
      return;
    }
    if (!grain.isStored) tally.retrying += grain.count;
    // Not all at the same instant: up to a fifth later.
    agenda.after(wait * (1 + random.uniform() / 5), () => {
      if (!grain.isStored) tally.retrying -= grain.count;
      receive({ ...grain, attempt: grain.attempt + 1 });
    });
  };
  const opened = gateways.map((thread) => openGateway(config, { agenda, thread, shard, tally, refuse }));
  const share = shareOf(config, number);
  const next = (after: number) => {
    const at = nextArrival(config, share, after, own.exponential);
    if (at === null) return;
    agenda.at(at, () => {
      tally.arrived += config.grain;
      receive({ sentAt: at, count: config.grain, attempt: 0, isStored: false });
      next(at);
    });
  };
  next(0);
}

function scheduleIncidents(config: Config, agenda: Agenda, cells: readonly Cell[]): void {
  for (const { at, seconds, workers } of config.outages)
    for (const { process } of cells.flatMap((cell) => cell.workers.slice(0, workers))) {
      agenda.at(at, process.kill);
      agenda.at(at + seconds, process.start);
    }
  for (const { at, seconds, shard } of config.failovers) {
    agenda.at(at, () => cells[shard]?.shard.setAway(true));
    agenda.at(at + seconds, () => cells[shard]?.shard.setAway(false));
  }
  for (const { at, events } of config.replays)
    agenda.at(at, () => {
      const size = config.policy.batches.background.events;
      for (const [number, { shard }] of cells.entries())
        for (let left = Math.round(events * shareOf(config, number)); left > 0; left -= size)
          shard.enqueue(
            { grains: [{ sentAt: at, count: Math.min(left, size), attempt: 0, isStored: true }] },
            'background',
          );
    });
}

function readTally({ backlog, delay, answer, ...counts }: Tally) {
  return {
    ...counts,
    backlog: { ...backlog.read(), atEnd: backlog.now() },
    delay: delay.read(),
    answer: answer.read(),
  };
}
