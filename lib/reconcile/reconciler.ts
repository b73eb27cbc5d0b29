import { openSql, type Sql } from '#db/client.ts';
import type { Store } from '#lib/inbox/store.ts';
import type { Asked, RequestKind } from '#lib/model/request.ts';
import type { RunScope } from '#lib/model/run.ts';
import { providers } from '#lib/providers/index.ts';
import { type Asker, ask, type Noted, sendAsked } from './ask.ts';
import { connect } from './connect.ts';
import { type Due, reconcileAll, reconcileDue, type Tried } from './due.ts';
import { refresh } from './refresh.ts';
import type { Reconciling } from './run.ts';

/** The reconciliation with all providers whose API the environment reaches. */
export type Reconciler = {
  works: readonly Reconciling[];
  /** The names of those providers. */
  providers: ReadonlySet<string>;
  /** Reconciles with those that are due. */
  due(options?: Due): Promise<Tried[]>;
  /** Reconciles now: with one of them, or with all. */
  now(scope: RunScope, provider?: string): Promise<Tried[]>;
  /** Reads again what webhooks only named. Returns how many things were read. */
  readAgain(): Promise<number>;
  /** The providers that take requests of a kind. */
  takes(kind: RequestKind): string[];
  /** Notes what a provider is to be asked; it is sent soon. */
  ask(provider: string, asked: Asked, by: Asker): Promise<Noted>;
  /** Sends what was asked. Returns how many requests were settled. */
  send(): Promise<number>;
  stop(): Promise<void>;
};

/** Connects to the APIs that the environment names. Throws `Misconfigured` for keys that make no sense. */
export function openReconciler(
  url: string,
  sql: Sql,
  store: Store,
  env: Readonly<Record<string, string | undefined>>,
): Reconciler {
  // For each provider one holds the lock of its run and one its token while it is renewed.
  const hasty = openSql(url, { max: 2 * providers.length + 4, hasty: true });
  const works = providers.flatMap((provider): Reconciling[] => {
    const api = connect(hasty, provider, env);
    return api ? [{ sql: hasty, store, provider: provider.name, api }] : [];
  });
  return {
    works,
    providers: new Set(works.map(({ provider }) => provider)),
    due: (options) => reconcileDue(sql, works, options),
    now: (scope, provider) =>
      reconcileAll(provider ? works.filter((work) => work.provider === provider) : works, scope),
    async readAgain() {
      const read = await Promise.all(works.map((work) => refresh(work)));
      return read.reduce((sum, count) => sum + count, 0);
    },
    takes: (kind) => works.filter(({ api }) => api.writes?.kinds.includes(kind)).map(({ provider }) => provider),
    ask: (provider, asked, by) => ask(sql, provider, asked, by),
    async send() {
      const settled = await Promise.all(works.map((work) => sendAsked({ ...work, sql })));
      return settled.reduce((sum, count) => sum + count, 0);
    },
    stop: () => hasty.end({ timeout: 2 }),
  };
}
