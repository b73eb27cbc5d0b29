import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { INBOX_CHANNEL } from '#lib/inbox/jobs.ts';
import { noteProgress } from '#lib/inbox/progress.ts';
import { log } from '#lib/log.ts';
import { processBatch } from '#lib/pipeline.ts';
import type { Queue } from '#lib/queue/index.ts';
import { stopAll } from '#lib/stop-all.ts';
import { startBackground } from './background.ts';
import { startDue } from './due.ts';

export type Worker = {
  /** Finishes the batch in hand and stops. */
  stop(): Promise<void>;
};

/** How often to look for retries that became due; fresh events are announced and wait for no look. Milliseconds. */
const POLL_INTERVAL_MS = 1_000;

/** Background work makes room for so long after a live batch, milliseconds. */
const LIVE_WITHIN_MS = 1_000;

/** Batches under way at once: two overlap, so the database writes one while the next is computed. */
const CONCURRENT_BATCHES = 2;

/**
 * Works the inbox off until stopped. Any number of workers may run, in one process or many. While the database is away
 * it tries again every second; nothing is lost meanwhile, because nothing is taken.
 */
export async function startWorker(sql: Sql, queue: Queue, readable?: ReadonlySet<string>): Promise<Worker> {
  let stopping = false;
  let awake = true;
  let lastLiveAt = Number.NEGATIVE_INFINITY;
  let rouse = () => {};
  const wake = () => {
    awake = true;
    rouse();
  };
  const listening = await sql.listen(INBOX_CHANNEL, wake, wake).catch((thrown: unknown) => {
    log.warn({ reason: messageOf(thrown) }, 'not woken by the database; looking every second instead');
    return null;
  });
  const nap = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, POLL_INTERVAL_MS);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const attempt = async (work: () => Promise<unknown>) => {
    await work().catch((thrown: unknown) => {
      log.error({ reason: messageOf(thrown) }, 'the worker could not reach the database; it tries again');
      awake = false;
    });
  };
  const workOff = async () => {
    while (!stopping) {
      const { jobs, events } = await processBatch(sql, queue, readable);
      if (jobs === 0) return;
      lastLiveAt = performance.now();
      if (events > 0) void noteProgress(sql);
    }
  };
  const workLive = async () => {
    while (!stopping) {
      awake = false;
      await attempt(() => Promise.all(Array.from({ length: CONCURRENT_BATCHES }, workOff)));
      if (!awake && !stopping) await nap();
    }
  };
  const areLiveArriving = () => performance.now() - lastLiveAt < LIVE_WITHIN_MS;
  const background = startBackground(areLiveArriving, attempt, sql, queue, readable);
  const done = workLive();
  const due = startDue(sql);
  return {
    async stop() {
      stopping = true;
      wake();
      await stopAll([
        { 'live loop': () => done, 'background loop': background.stop, 'due facts': due.stop },
        { 'notifications of the inbox': () => listening?.unlisten().catch(() => {}) },
      ]);
    },
  };
}
