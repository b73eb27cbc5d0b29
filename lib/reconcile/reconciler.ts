import { openSql, type Sql } from '#db/client.ts';
import type { Store } from '#lib/inbox/store.ts';
import type { ProviderRequest, RequestKind } from '#lib/model/request.ts';
import type { RunScope } from '#lib/model/run.ts';
import { providers } from '#lib/providers/index.ts';
import { openAdvisoryLocks } from './advisory-lock.ts';
import { connect } from './connect.ts';
import { type EnqueueResult, enqueueRequest, type Requester, sendRequests } from './provider-requests.ts';
import { refresh } from './refresh.ts';
import type { Reconciling } from './run.ts';
import { type RunAttempt, reconcileAll, reconcileDue } from './schedule.ts';

/** The reconciliation with all providers whose API the environment reaches. */
export type Reconciler = {
  works: readonly Reconciling[];
  /** The names of those providers. */
  providers: ReadonlySet<string>;
  /** Reconciles with those that are due. */
  due(options?: Due): Promise<RunAttempt[]>;
  /** Reconciles now. */
  now(scope: RunScope, some?: ReconcilerPart): Promise<RunAttempt[]>;
  /** Reads objects that webhooks only named. Returns how many were read. */
  readAgain(some?: ReconcilerPart): Promise<number>;
  /** The providers that accept requests of a kind. */
  takes(kind: RequestKind): string[];
  /** Stores a request to a provider; it is sent soon. */
  enqueue(provider: string, request: ProviderRequest, by: Requester): Promise<EnqueueResult>;
  /** Sends stored requests. Returns how many were accepted or refused. */
  send(some?: ReconcilerPart): Promise<number>;
  stop(): Promise<void>;
};

/** `every`: minutes between two runs, where an external scheduler calls and is not punctual. */
type Due = ReconcilerPart & { every?: number };

/** `provider`: all when left out. `signal` stops it. `by`: the user who started it. */
export type ReconcilerPart = { provider?: string; signal?: AbortSignal; by?: string };

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
  const works = providers.flatMap((provider): Reconciling[] => {
    const api = connect(lazySql, provider, env);
    return api ? [{ sql: lazySql, store, provider: provider.name, api, withLock }] : [];
  });
  const some = ({ provider, signal, by }: ReconcilerPart) =>
    works
      .filter((work) => provider === undefined || work.provider === provider)
      .map((work) => ({ ...work, ...(signal && { signal }), by }));
  return {
    works,
    providers: new Set(works.map(({ provider }) => provider)),
    due: (options = {}) => reconcileDue(sql, some(options), options.every),
    now: (scope, which = {}) => reconcileAll(some(which), scope),
    readAgain: async (which = {}) => sum(await Promise.all(some(which).map((work) => refresh(work)))),
    takes: (kind) => works.filter(({ api }) => api.writes?.kinds.includes(kind)).map(({ provider }) => provider),
    enqueue: (provider, request, by) => enqueueRequest(sql, provider, request, by),
    send: async (which = {}) => sum(await Promise.all(some(which).map((work) => sendRequests({ ...work, sql })))),
    stop: () => lazySql.end({ timeout: 2 }),
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
