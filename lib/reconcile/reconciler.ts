import { openSql, type Sql } from '#db/client.ts';
import type { Store } from '#lib/inbox/store.ts';
import type { ApiCheck } from '#lib/model/api-check.ts';
import type { ProviderRequest, RequestKind } from '#lib/model/request.ts';
import type { RunScope } from '#lib/model/run.ts';
import { providers } from '#lib/providers/index.ts';
import { openAdvisoryLocks } from './advisory-lock.ts';
import { checkApi } from './check-api.ts';
import { connect } from './connect.ts';
import type { ReconcileContext } from './context.ts';
import { type EnqueueResult, enqueueRequest, type Requester, sendRequests } from './provider-requests.ts';
import { refresh } from './refresh.ts';
import { type RunAttempt, reconcileAll, reconcileDue } from './schedule.ts';

/** The reconciliation with all providers whose API is configured. */
export type Reconciler = {
  /** One for each provider whose API is configured. */
  contexts: readonly ReconcileContext[];
  /** The names of the providers. */
  providers: ReadonlySet<string>;
  /** Reconciles with the providers whose run is due. */
  due(options?: Due): Promise<RunAttempt[]>;
  /** Reconciles now, whether due or not. */
  runNow(scope: RunScope, some?: ReconcilerPart): Promise<RunAttempt[]>;
  /** Reads objects that webhooks only referenced. Returns how many were read. */
  refreshObjects(some?: ReconcilerPart): Promise<number>;
  /** The providers that accept requests of a kind. */
  acceptedBy(kind: RequestKind): string[];
  /** Stores a request to a provider; a worker sends it. */
  enqueue(provider: string, request: ProviderRequest, by: Requester): Promise<EnqueueResult>;
  /** Sends stored requests. Returns how many were accepted or rejected. */
  send(some?: ReconcilerPart): Promise<number>;
  /** Reads the first page of each list of a provider. Null if its API is not configured. */
  check(provider: string): Promise<ApiCheck | null>;
  stop(): Promise<void>;
};

/** `every`: minutes between two runs, where an external scheduler calls and is not punctual. */
type Due = ReconcilerPart & { every?: number };

/** `provider`: all when left out. `signal` stops it. `by`: the user who started it. */
export type ReconcilerPart = { provider?: string; signal?: AbortSignal; by?: string };

/** Somebody waits for the result of a check. */
const IMPATIENT = { attempts: 1, timeout: 10_000 };

/** Connects to the APIs that the environment configures. Throws `Misconfigured` for invalid keys. */
export function openReconciler(
  url: string,
  sql: Sql,
  store: Store,
  env: Readonly<Record<string, string | undefined>>,
): Reconciler {
  // For each provider one connection may hold a run's lock, and one the lock of its token while it is renewed.
  const lazySql = openSql(url, { max: 2 * providers.length + 4, asynchronousCommit: true });
  const withLock = openAdvisoryLocks(url);
  const contexts = providers.flatMap((provider): ReconcileContext[] => {
    const api = connect(lazySql, provider, env);
    return api ? [{ sql: lazySql, store, provider: provider.name, api, withLock }] : [];
  });
  const some = ({ provider, signal, by }: ReconcilerPart) =>
    contexts
      .filter((context) => provider === undefined || context.provider === provider)
      .map((context) => ({ ...context, ...(signal && { signal }), by }));
  return {
    contexts,
    providers: new Set(contexts.map(({ provider }) => provider)),
    due: (options = {}) => reconcileDue(sql, some(options), options.every),
    runNow: (scope, which = {}) => reconcileAll(some(which), scope),
    refreshObjects: async (which = {}) => sum(await Promise.all(some(which).map((context) => refresh(context)))),
    acceptedBy: (kind) =>
      contexts.filter(({ api }) => api.writes?.kinds.includes(kind)).map(({ provider }) => provider),
    enqueue: (provider, request, by) => enqueueRequest(sql, provider, request, by),
    send: async (which = {}) => sum(await Promise.all(some(which).map((context) => sendRequests({ ...context, sql })))),
    async check(name) {
      const found = providers.find((provider) => provider.name === name);
      const api = found && connect(lazySql, found, env, IMPATIENT);
      return api ? checkApi(api) : null;
    },
    stop: () => lazySql.end({ timeout: 2 }),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
