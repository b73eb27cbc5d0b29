import type { Sql } from '#db/client.ts';
import type { Store } from '#lib/inbox/store.ts';
import type { Api } from '#lib/providers/api.ts';
import type { WithLock } from './advisory-lock.ts';

/** What a reconciliation with one provider needs. */
export type ReconcileContext = {
  sql: Sql;
  store: Store;
  provider: string;
  api: Api;
  withLock: WithLock;
  /** The present instant; left out, the clock's. */
  clock?: () => string;
  /** Stops between two pages; the next run continues there. */
  signal?: AbortSignal;
  /** Who started the run by hand: an e-mail address. */
  by?: string | undefined;
};
