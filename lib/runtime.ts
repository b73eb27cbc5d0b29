import { databaseUrl, openSql, type Sql } from '#db/client.ts';
import { type Cache, openCache } from './cache/index.ts';
import { env } from './env.ts';
import { noteProgress } from './inbox/progress.ts';
import type { ResponseTimes } from './inbox/response-times.ts';
import { startArchive } from './jobs/archive.ts';
import { startNotices } from './jobs/notices.ts';
import { startRebuild } from './jobs/rebuild.ts';
import { startReconciler } from './jobs/reconciler.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { noticeSettings } from './notices/notice-settings.ts';
import { type Notifier, openNotifier } from './notices/notifier.ts';
import { recalculateLateness, recalculateReturns } from './pipeline/recalculate-settings.ts';
import { deadLetter, processBatch, projectDueFacts } from './pipeline.ts';
import type { Provider } from './providers/contract.ts';
import { secretsFromEnv } from './providers/secrets-from-env.ts';
import { openQueue, type Queue, queueSettings } from './queue/index.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { openReconciler, type Reconciler } from './reconcile/reconciler.ts';
import { shareRuns, whenAllAbort } from './share-runs.ts';
import { type Stage, stopAll } from './stop-all.ts';
import { latestVitals } from './vitals.ts';

/** The parts that receive and process in this process. */
export type Runtime = {
  sql: Sql;
  queue: Queue;
  receiver: Receiver;
  /** The response times for a provider: of the gateway if there is one, else of this process. */
  acknowledged(provider: string): ResponseTimes;
  /** Starts the worker of this process, once. */
  work(): Promise<void>;
  /** Whether a worker runs in this process. */
  working(): boolean;
  reconciler: Reconciler;
  cache: Cache;
  notifier: Notifier;
  /**
   * Processes pending events and sends notices until there are none or the signals of all callers abort, for installations without a worker.
   * Calls at the same time share runs (`shareRuns`). If a worker runs beside this process, nothing is done. Resolves to the number of
   * events.
   */
  drain(signal?: AbortSignal): Promise<number>;
  stop(): Promise<void>;
};

/** A longer statement of the worker is cancelled, so that one event cannot block the others for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Opens the parts over a database. Throws the error of the driver when it cannot be reached. */
export async function openRuntime(
  url: string,
  secretsOf: (provider: Provider) => readonly string[],
  variables: Readonly<Record<string, string | undefined>> = {},
): Promise<Runtime> {
  const sql = openSql(url, { max: 6, statementTimeout: STATEMENT_TIMEOUT_MS });
  const queue = await openQueue(url, { supervise: true, ...queueSettings(variables) });
  const receiver = await openReceiver(url, sql, queue, { environment: secretsOf, authSecret: variables.AUTH_SECRET });
  const reconciler = openReconciler(url, sql, receiver.store, variables);
  const cache = await openCache(sql, variables.REDIS_URL, url);
  const notifier = openNotifier(sql, noticeSettings(variables));
  let worker: Worker | undefined;
  let loops: Stage = {};
  const processing = shareRuns((signals: readonly (AbortSignal | undefined)[]) =>
    drainInbox(sql, queue, reconciler.providers, whenAllAbort(signals)),
  );
  const sending = shareRuns((signals: readonly (AbortSignal | undefined)[]) => notifier.sendDue(whenAllAbort(signals)));
  return {
    sql,
    queue,
    receiver,
    acknowledged: (provider) => latestVitals()?.responseTimes.get(provider) ?? receiver.responseTimes(provider),
    reconciler,
    cache,
    notifier,
    async work() {
      if (worker) return;
      worker = await startWorker(sql, queue, reconciler.providers);
      loops = startLoops(sql, queue, reconciler, notifier);
    },
    working: () => worker !== undefined,
    async drain(signal) {
      if (variables.WORKER_BESIDE) return 0;
      const events = await processing(signal);
      // In runs of their own: events do not wait for a slow mail server.
      await sending(signal);
      return events;
    },
    async stop() {
      await stopAll([
        { worker: () => worker?.stop(), ...loops },
        { 'mail server': () => notifier.stop() },
        { receiver: () => receiver.stop(), cache: () => cache.stop(), reconciler: () => reconciler.stop() },
        { queue: () => queue.stop() },
        { connections: () => sql.end({ timeout: 2 }) },
      ]);
    },
  };
}

/** Starts the loops of the worker beside processing. Returns how each is stopped. */
function startLoops(sql: Sql, queue: Queue, reconciler: Reconciler, notifier: Notifier): Stage {
  const [reconciling, rebuilding, notifying, archiving] = [
    startReconciler(queue, reconciler),
    startRebuild(sql),
    startNotices(notifier),
    startArchive(sql),
  ];
  return {
    'reconciliation loop': () => reconciling.stop(),
    rebuild: () => rebuilding.stop(),
    notices: () => notifying.stop(),
    archive: () => archiving.stop(),
  };
}

async function drainInbox(
  sql: Sql,
  queue: Queue,
  providersWithApi: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let events = 0; ; ) {
    const live = await processBatch(sql, queue, providersWithApi);
    const worked = live.jobs > 0 ? live : await processBatch(sql, queue, providersWithApi, 'background');
    events += worked.events;
    if (worked.events > 0) await noteProgress(sql);
    if (worked.jobs > 0 && !signal?.aborted) continue;
    await deadLetter(sql, queue);
    await projectDueFacts(sql, signal);
    await recalculateLateness(sql, signal);
    await recalculateReturns(sql, signal);
    return events;
  }
}

const slot = Symbol.for('fairlead.runtime');
const shared = globalThis as { [slot]?: Promise<Runtime> };

/** The runtime of this process, opened on first use and shared by route handlers and server actions. */
export function runtime(): Promise<Runtime> {
  shared[slot] ??= openRuntime(databaseUrl(), secretsFromEnv, env().raw).catch((thrown: unknown) => {
    delete shared[slot];
    throw thrown;
  });
  return shared[slot];
}
