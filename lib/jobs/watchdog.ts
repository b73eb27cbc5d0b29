import type { Sql } from '#db/client.ts';
import { log } from '#lib/log.ts';
import type { JobKind, Priority, Queue } from '#lib/queue/index.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';

type Work = Parameters<Queue['consume']>[1];

/** Ends a process that waits although jobs are due. */
export type Watchdog = Repeated & {
  /** The same work, watched: a call that fetches jobs is progress. */
  watch(priority: Priority, work: Work): Work;
};

/** Work has been due for so long, and the process has done none of it, seconds. */
const STALLED_AFTER = 60;
/** How often that is checked. */
const CHECK_INTERVAL_MS = 10_000;

/** Running calls, and when this process last did work, in milliseconds of its own clock. */
type Progress = { running: number; at: number };

/** `now`: milliseconds of a clock that is never set back. */
export type WatchdogOptions = { everyMs?: number; now?: () => number; end?: () => void };

/**
 * Watches over the progress of this process, not over its life: a lost connection or a lost lock can stop a worker that looks healthy.
 * Ending it is safe, since its work rolls back, and it is started again by whoever supervises it.
 */
export function startWatchdog(
  sql: Sql,
  queue: Queue,
  kind: JobKind,
  {
    everyMs = CHECK_INTERVAL_MS,
    now = performance.now.bind(performance),
    end = () => process.exit(1),
  }: WatchdogOptions = {},
): Watchdog {
  const watched = new Map<Priority, Progress>();
  const check = async (priority: Priority, progress: Progress) => {
    const idleSeconds = (now() - progress.at) / 1_000;
    if (progress.running > 0 || idleSeconds < STALLED_AFTER) return;
    const dueSeconds = await queue.secondsDue(sql, kind, priority);
    if (dueSeconds < STALLED_AFTER) return;
    log.fatal(
      { priority, idleSeconds, dueSeconds },
      'this worker waits although work is due; it ends and is restarted',
    );
    end();
  };
  const checking = repeat('checking progress', everyMs, async () => {
    for (const [priority, progress] of watched) await check(priority, progress);
  });
  return {
    watch(priority, work) {
      const progress = { running: 0, at: now() };
      watched.set(priority, progress);
      return async (signal) => {
        progress.running += 1;
        try {
          const jobs = await work(signal);
          if (jobs > 0) progress.at = now();
          return jobs;
        } finally {
          progress.running -= 1;
        }
      };
    },
    stop: () => checking.stop(),
  };
}
