import { Queue, Worker } from 'bullmq';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { Schedule } from './contract.ts';
import type { RedisLink } from './redis-link.ts';
import { type Repeated, repeat } from './repeat.ts';
import { logFailure, within } from './within.ts';

/** How often each process looks whether the ticks come. */
const LOOK_INTERVAL_MS = 5_000;
/** A slower answer of Redis counts as none. */
const TIMEOUT_MS = 2_000;
/** Tasks that run at the same time in one process. */
const CONCURRENCY = 16;

export type Clock = { schedule(task: Schedule): Repeated; stop(): Promise<void> };

type Running = Schedule & { startedAt: number; now: Promise<void> | null; signal: AbortSignal };

/**
 * The job schedulers of BullMQ: one tick in each interval for all processes together. Each process also looks whether the ticks come;
 * where Redis is away, was emptied, or no worker takes them, it acts itself.
 */
export function openClock(link: RedisLink, prefix: string): Clock {
  const { connection } = link;
  const tasks = new Map<string, Running>();
  const queue = new Queue('clock', { connection, prefix, streams: { events: { maxLen: 1_000 } } });
  const tick = async ({ name }: { name: string }) => {
    const task = tasks.get(name);
    if (task) await run(task);
  };
  const worker = new Worker('clock', tick, { connection, prefix, concurrency: CONCURRENCY, maxStalledCount: 10 });
  queue.on('error', logFailure);
  worker.on('error', logFailure);
  const look = async (task: Running) => {
    const isDue = Date.now() - task.startedAt >= task.everyMs;
    if (link.obstacle() !== null) return isDue ? run(task) : undefined;
    const known = await within(TIMEOUT_MS, queue.getJobScheduler(task.name));
    if (known?.every !== task.everyMs) await within(TIMEOUT_MS, upsert(queue, task));
    else if (isDue && (known.next ?? 0) < Date.now() - 2 * task.everyMs) await run(task);
  };
  return {
    schedule(schedule) {
      const ending = new AbortController();
      const task: Running = { ...schedule, startedAt: 0, now: null, signal: ending.signal };
      tasks.set(task.name, task);
      void run(task);
      const looking = repeat(`looking after ${task.name}`, Math.min(task.everyMs, LOOK_INTERVAL_MS), () => look(task));
      return {
        async stop() {
          ending.abort();
          tasks.delete(task.name);
          await looking.stop();
          await task.now;
        },
      };
    },
    async stop() {
      await Promise.allSettled([within(TIMEOUT_MS, worker.close()), within(TIMEOUT_MS, queue.close())]);
    },
  };
}

function upsert(queue: Queue, { name, everyMs }: Running): Promise<unknown> {
  return queue.upsertJobScheduler(
    name,
    { every: everyMs },
    { name, opts: { removeOnComplete: true, removeOnFail: 100 } },
  );
}

/** Calls a task if it does not run already. Failures are logged. */
async function run(task: Running): Promise<void> {
  task.startedAt = Date.now();
  task.now ??= task
    .act(task.signal)
    .then(
      () => {},
      (thrown: unknown) => log.warn({ reason: messageOf(thrown) }, `${task.name} failed; retrying`),
    )
    .finally(() => {
      task.now = null;
    });
  await task.now;
}
