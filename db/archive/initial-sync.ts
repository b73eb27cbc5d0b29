import type { Sql, Transaction } from '../client.ts';

/**
 * The beginning of the body of a delivery that an initial synchronisation fetched, as `writeReconcileEnvelope` writes it, for
 * PostgreSQL; earlier versions called it `first`.
 */
const BEGINNING = '^\\{"by":\\{"run":"[^"]*","scope":"(initial|first)"\\}';

/** What the body of `d` says of it; null for a webhook, and where the database has no body. */
export const initialSyncOfBody = (sql: Sql | Transaction) => sql`
  case when d.source = 'reconcile' then encode(substring(d.body from 1 for 80), 'escape') ~ ${BEGINNING}::text end`;

/**
 * A condition on `d`: an initial synchronisation fetched it. The same before and after its body goes to the archive, without reading a
 * file. Of bodies that versions before migration 0051 archived, the time of arrival decides: a provider has one run at a time.
 */
export const isInitialSync = (sql: Sql | Transaction) => sql`
  coalesce(d.initial_sync, ${initialSyncOfBody(sql)}, d.archive is not null and d.source = 'reconcile' and exists (
    select from reconcile_runs run where run.provider = d.provider and run.scope = 'initial'
      and run.started_at <= d.received_at and d.received_at <= coalesce(run.finished_at, 'infinity')))`;
