import type { Priority } from '#lib/queue/index.ts';
import type { Agenda } from './agenda.ts';
import type { Config } from './config.ts';
import type { Batch, Shard } from './shard.ts';
import type { Tally } from './tally.ts';
import type { Thread } from './thread.ts';

export type WorkerProcess = {
  /** Ends without warning: what it works on is rolled back, and other workers can fetch it at once. */
  kill(): void;
  start(): void;
};

export type WorkerParts = { agenda: Agenda; thread: Thread; shard: Shard; tally: Tally };

/** How a batch ended: its jobs (0 if none was due), or null if the database was away. */
type Ended = (jobs: number | null) => void;

/** A worker process: two live batches at once, and one loop of background batches. */
export function openWorker(config: Config, parts: WorkerParts): WorkerProcess {
  const { agenda, thread, shard, tally } = parts;
  const { costs, policy, commitS } = config;
  const running = new Map<Batch, Priority>();
  let life = 0;
  let isAlive = false;
  let lastLiveAt = Number.NEGATIVE_INFINITY;

  const settle = (batch: Batch, priority: Priority) => {
    running.delete(batch);
    for (const rest of batch.rest) shard.enqueue(rest, priority);
    tally.batches += 1;
    if (priority === 'background') tally.replayed += batch.events;
    else {
      tally.processed += batch.events;
      tally.backlog.add(-batch.events);
      for (const { sentAt, count } of batch.grains) tally.delay.note(agenda.now() - sentAt, count);
    }
  };
  const process = (priority: Priority, ended: Ended) => {
    const own = life;
    const isMine = () => own === life;
    if (shard.isAway()) return agenda.after(0, () => isMine() && ended(null));
    const batch = shard.fetch(priority);
    if (batch.jobs.length === 0) return agenda.after(0, () => isMine() && ended(0));
    running.set(batch, priority);
    const rollBack = () => {
      if (!isMine()) return;
      running.delete(batch);
      shard.giveBack(batch, priority);
      ended(null);
    };
    const commit = () => {
      if (!isMine()) return;
      agenda.after(commitS, () => {
        if (!isMine()) return;
        settle(batch, priority);
        if (priority === 'live') lastLiveAt = agenda.now();
        ended(batch.jobs.length);
      });
    };
    thread.work(costs.worker.each * batch.events + costs.worker.group, () => {
      if (shard.isAway()) return rollBack();
      shard.host.work(costs.applying.each * batch.events + costs.applying.group, commit, rollBack);
    });
  };
  const pauseOf = (priority: Priority, tookS: number) =>
    priority === 'background' && agenda.now() - lastLiveAt < policy.liveWithinS ? tookS * policy.pauseRatio : 0;
  const consumers = [
    openConsumer({ agenda, pollS: policy.pollS, concurrency: policy.concurrentBatches }, 'live', process, pauseOf),
    openConsumer({ agenda, pollS: policy.pollS, concurrency: 1 }, 'background', process, pauseOf),
  ];
  shard.onNotified(() => {
    if (isAlive) consumers[0]?.wake();
  });
  return {
    kill() {
      life += 1;
      isAlive = false;
      thread.kill();
      for (const consumer of consumers) consumer.stop();
      for (const [batch, priority] of running) shard.giveBack(batch, priority);
      running.clear();
    },
    start() {
      isAlive = true;
      for (const consumer of consumers) consumer.start();
    },
  };
}

type ConsumerOptions = { agenda: Agenda; pollS: number; concurrency: number };
type Process = (priority: Priority, ended: Ended) => void;

/** Works in loops: each until nothing is due, and again when it is woken or after `pollS`, as `pollingConsumer` in `lib/queue`. */
function openConsumer(
  { concurrency, ...options }: ConsumerOptions,
  priority: Priority,
  process: Process,
  pauseOf: (priority: Priority, tookS: number) => number,
) {
  const loops = Array.from({ length: concurrency }, () => openLoop(options, priority, process, pauseOf));
  return {
    start() {
      for (const loop of loops) loop.start();
    },
    wake() {
      for (const loop of loops) loop.wake();
    },
    stop() {
      for (const loop of loops) loop.stop();
    },
  };
}

function openLoop(
  { agenda, pollS }: Omit<ConsumerOptions, 'concurrency'>,
  priority: Priority,
  process: Process,
  pauseOf: (priority: Priority, tookS: number) => number,
) {
  let isPausing = false;
  let isAwake = false;
  let pauses = 0;
  let life = 0;
  const start = () => {
    isPausing = false;
    isAwake = false;
    work();
  };
  const end = () => {
    if (isAwake) return start();
    isPausing = true;
    pauses += 1;
    const own = pauses;
    agenda.after(pollS, () => {
      if (isPausing && own === pauses) start();
    });
  };
  const work = () => {
    const begunAt = agenda.now();
    const own = life;
    process(priority, (jobs) => {
      if (own !== life) return;
      if (jobs === null) isAwake = false;
      if (!jobs) return end();
      const pauseS = pauseOf(priority, agenda.now() - begunAt);
      if (pauseS === 0) return work();
      agenda.after(pauseS, () => {
        if (own === life) work();
      });
    });
  };
  return {
    start,
    wake() {
      isAwake = true;
      if (isPausing) start();
    },
    stop() {
      life += 1;
      isPausing = false;
    },
  };
}
