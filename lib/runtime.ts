import { databaseUrl, openSql, type Sql } from '#db/client.ts';
import { type Cache, openCache } from './cache/index.ts';
import { env } from './env.ts';
import { noteProgress } from './inbox/progress.ts';
import type { ResponseTimes } from './inbox/response-times.ts';
import { startRebuild } from './jobs/rebuild.ts';
import { startReconciler } from './jobs/reconciler.ts';
import type { Repeated } from './jobs/repeat.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { deadLetter, processBatch, projectDueFacts } from './pipeline.ts';
import type { Provider } from './providers/contract.ts';
import { openQueue, type Queue } from './queue/index.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { openReconciler, type Reconciler } from './reconcile/reconciler.ts';
import { stopAll } from './stop-all.ts';
import { latestVitals } from './vitals.ts';

/** What receives and processes in this process. */
export type Runtime = {
  sql: Sql;
  queue: Queue;
  receiver: Receiver;
  /** How quickly a provider's deliveries are answered: by the process in front where there is one, else by this. */
  acknowledged(provider: string): ResponseTimes;
  /** Starts to work the inbox off; once for each process. */
  work(): Promise<void>;
  /** Whether this process works the inbox off. */
  working(): boolean;
  reconciler: Reconciler;
  cache: Cache;
  /**
   * Works off what waits, until there is nothing more or the signal comes, for where no worker runs. Callers that come meanwhile
   * share the work that is under way; where a worker runs in a process beside, it is left to that. Returns how many events were looked at.
   */
  drain(signal?: AbortSignal): Promise<number>;
  stop(): Promise<void>;
};

/** A statement of the worker that takes longer is given up: one event must not hold the others for ever. */
const STATEMENT_TIMEOUT_MS = 30_000;

/** Opens the parts over a database. Throws what the database says when it cannot be reached. */
export async function openRuntime(
  url: string,
  secretsOf: (provider: Provider) => readonly string[],
  variables: Readonly<Record<string, string | undefined>> = {},
): Promise<Runtime> {
  const sql = openSql(url, { max: 6, statementTimeout: STATEMENT_TIMEOUT_MS });
  const queue = await openQueue(url, { supervise: true });
  const receiver = await openReceiver(url, sql, queue, { environment: secretsOf, authSecret: variables.AUTH_SECRET });
  const reconciler = openReconciler(url, sql, receiver.store, variables);
  const cache = await openCache(sql, variables.REDIS_URL, url);
  let worker: Worker | undefined;
  let reconciling: Repeated | undefined;
  let rebuilding: Repeated | undefined;
  let draining: Promise<number> | undefined;
  let wanted = false;
  // Whoever comes while the last look is under way may have stored something after it.
  const drainAll = async (signal: AbortSignal | undefined) => {
    let events = 0;
    while (wanted && !signal?.aborted) {
      wanted = false;
      events += await drainInbox(sql, queue, reconciler.providers, signal);
    }
    return events;
  };
  return {
    sql,
    queue,
    receiver,
    acknowledged: (provider) => latestVitals()?.responseTimes.get(provider) ?? receiver.responseTimes(provider),
    reconciler,
    cache,
    async work() {
      worker ??= await startWorker(sql, queue, reconciler.providers);
      reconciling ??= startReconciler(reconciler);
      rebuilding ??= startRebuild(sql);
    },
    working: () => worker !== undefined,
    drain(signal) {
      if (variables.WORKER_BESIDE) return Promise.resolve(0);
      wanted = true;
      draining ??= drainAll(signal).finally(() => {
        draining = undefined;
      });
      return draining;
    },
    async stop() {
      await stopAll([
        {
          worker: () => worker?.stop(),
          'reconciliation loop': () => reconciling?.stop(),
          rebuild: () => rebuilding?.stop(),
        },
        { receiver: () => receiver.stop(), cache: () => cache.stop(), reconciler: () => reconciler.stop() },
        { queue: () => queue.stop() },
        { connections: () => sql.end({ timeout: 2 }) },
      ]);
    },
  };
}

async function drainInbox(
  sql: Sql,
  queue: Queue,
  readable: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let events = 0; ; ) {
    const live = await processBatch(sql, queue, readable);
    const worked = live.jobs > 0 ? live : await processBatch(sql, queue, readable, 'background');
    events += worked.events;
    if (worked.events > 0) await noteProgress(sql);
    if (worked.jobs > 0 && !signal?.aborted) continue;
    await deadLetter(sql, queue);
    await projectDueFacts(sql, signal);
    return events;
  }
}

/** The secrets of a provider from the environment: current, previous. */
export function secretsFromEnv(provider: Provider): readonly string[] {
  return (env().raw[provider.secretKey] ?? '')
    .split(',')
    .map((secret) => secret.trim())
    .filter(Boolean)
    .slice(0, 2);
}

const slot = Symbol.for('fairlead.engine');
const shared = globalThis as { [slot]?: Promise<Runtime> };

/** The engine of this process, opened on first use and shared by the route handlers and the actions. */
export function runtime(): Promise<Runtime> {
  shared[slot] ??= openRuntime(databaseUrl(), secretsFromEnv, env().raw).catch((thrown: unknown) => {
    delete shared[slot];
    throw thrown;
  });
  return shared[slot];
}
