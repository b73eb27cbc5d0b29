import { databaseUrl, openSql, type Sql } from '#db/client.ts';
import { type Cache, openCache } from './cache/index.ts';
import { env } from './env.ts';
import { type Acknowledged, timeAnswers } from './inbox/acknowledged.ts';
import { countRejections, type Rejections } from './inbox/rejections.ts';
import { countSecretUses, type SecretUses } from './inbox/secret-uses.ts';
import { openStore, type Store } from './inbox/store.ts';
import { openWebhookSecrets, type WebhookSecrets } from './inbox/webhook-secrets.ts';
import { startReconciler } from './jobs/reconciler.ts';
import type { Repeated } from './jobs/repeat.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { contentDigests } from './pipeline/content-digests.ts';
import { bury, process, type Reception, showDue } from './pipeline.ts';
import type { Provider } from './providers/contract.ts';
import { providers } from './providers/index.ts';
import { openQueue, type Queue } from './queue/index.ts';
import { openReconciler, type Reconciler } from './reconcile/reconciler.ts';

/** What receives and processes in this process. */
export type Engine = {
  sql: Sql;
  queue: Queue;
  /** What `receive` needs for a provider. */
  receptionOf(provider: Provider): Reception;
  /** How quickly this process answers a provider's deliveries. */
  acknowledged(provider: string): Acknowledged;
  /** Starts to work the inbox off; once for each process. */
  work(): Promise<void>;
  /** Whether this process works the inbox off. */
  working(): boolean;
  reconciler: Reconciler;
  cache: Cache;
  /**
   * Works off what waits, until there is nothing more or the signal comes, for where no worker runs. Callers that come meanwhile
   * share the work that is under way. Returns how many events were looked at.
   */
  drain(signal?: AbortSignal): Promise<number>;
  stop(): Promise<void>;
};

/** A delivery that cannot be stored within this time is answered 503: the least patient sender waits 5 s. */
const STORE_WITHIN = 4_000;

/** Opens the parts over a database. Throws what the database says when it cannot be reached. */
export async function openEngine(
  url: string,
  secretsOf: (provider: Provider) => readonly string[],
  variables: Readonly<Record<string, string | undefined>> = {},
): Promise<Engine> {
  const sql = openSql(url, { max: 6 });
  // Receiving has connections of its own, so that no slow page and no long batch can make a provider wait.
  const intake = openSql(url, { max: 3, statementTimeout: STORE_WITHIN });
  const queue = await openQueue(url, { supervise: true });
  const store: Store = openStore(intake, queue, contentDigests);
  const rejections = countRejections(sql);
  const uses = countSecretUses(sql);
  const answers = new Map(providers.map(({ name }) => [name, timeAnswers()]));
  const environment = (name: string) => providers.filter((one) => one.name === name).flatMap(secretsOf);
  const secrets = await openWebhookSecrets(sql, { environment, authSecret: variables.AUTH_SECRET });
  const receptionOf = openReceptions({ store, rejections, uses, answers, secrets });
  const reconciler = openReconciler(url, sql, store, variables);
  const cache = await openCache(sql, variables.REDIS_URL, url);
  let worker: Worker | undefined;
  let reconciling: Repeated | undefined;
  let draining: Promise<number> | undefined;
  let asked = false;
  return {
    sql,
    queue,
    receptionOf,
    acknowledged: (provider) => answers.get(provider)?.read() ?? null,
    reconciler,
    cache,
    async work() {
      worker ??= await startWorker(sql, queue, reconciler.providers);
      reconciling ??= startReconciler(reconciler);
    },
    working: () => worker !== undefined,
    drain(signal) {
      // What came while the last look was under way needs another one.
      asked = true;
      draining ??= (async () => {
        let events = 0;
        while (asked && !signal?.aborted) {
          asked = false;
          events += await drainInbox(sql, queue, reconciler.providers, signal);
        }
        return events;
      })().finally(() => {
        draining = undefined;
      });
      return draining;
    },
    async stop() {
      await Promise.all([worker?.stop(), reconciling?.stop()]);
      await Promise.all([rejections.stop(), uses.stop(), secrets.stop(), cache.stop(), reconciler.stop()]);
      await queue.stop();
      await Promise.all([intake.end({ timeout: 2 }), sql.end({ timeout: 2 })]);
    },
  };
}

type ReceptionParts = {
  store: Store;
  rejections: Rejections;
  uses: SecretUses;
  answers: ReadonlyMap<string, ReturnType<typeof timeAnswers>>;
  secrets: WebhookSecrets;
};

/** What `receive` needs for each provider. Which secrets are valid changes meanwhile: they are looked up for each request. */
function openReceptions({ store, rejections, uses, answers, secrets }: ReceptionParts): Engine['receptionOf'] {
  const of = ({ name }: Provider): Reception => ({
    store,
    get secrets() {
      return secrets.secretsOf(name);
    },
    reject: (reason) => rejections.count(name, reason),
    acknowledge(secret, milliseconds) {
      uses.count(name, secret);
      answers.get(name)?.note(milliseconds);
    },
  });
  const receptions = new Map(providers.map((provider) => [provider, of(provider)]));
  return (provider) => receptions.get(provider) ?? of(provider);
}

async function drainInbox(
  sql: Sql,
  queue: Queue,
  readable: ReadonlySet<string>,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let events = 0; ; ) {
    const live = await process(sql, queue, readable);
    const worked = live.jobs > 0 ? live : await process(sql, queue, readable, 'background');
    events += worked.events;
    if (worked.jobs > 0 && !signal?.aborted) continue;
    await bury(sql, queue);
    await showDue(sql, signal);
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
const shared = globalThis as { [slot]?: Promise<Engine> };

/** The engine of this process, opened on first use and shared by the lane, the route handlers and the actions. */
export function engine(): Promise<Engine> {
  shared[slot] ??= openEngine(databaseUrl(), secretsFromEnv, env().raw).catch((thrown: unknown) => {
    delete shared[slot];
    throw thrown;
  });
  return shared[slot];
}
