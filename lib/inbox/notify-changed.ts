import type { Sql, Transaction } from '#db/client.ts';
import { CHANGE_CHANNEL, SETTLED_CHANNEL, TRACED_CHANNEL } from './jobs.ts';

/** More entities than this are not listed: PostgreSQL takes messages of up to 8,000 bytes. */
export const MAX_LISTED = 150;

/**
 * Notifies open pages of changed entities: in a transaction, on its commit. An empty list, or more than `MAX_LISTED`, means that
 * anything may have changed.
 */
export async function notifyChanged(sql: Sql | Transaction, entityIds: readonly string[]): Promise<void> {
  const unique = [...new Set(entityIds)];
  const subjects = unique.length > MAX_LISTED ? [] : unique;
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects })})`;
}

/** Notifies open pages of the webhook log, on commit, of events whose state changed and nothing else. */
export async function notifySettled(tx: Transaction): Promise<void> {
  await tx`select pg_notify(${SETTLED_CHANNEL}, '')`;
}

/** Notifies the processes of the pages, on commit, of the deliveries whose traces go on there. */
export async function notifyTraced(tx: Transaction, deliveryIds: readonly string[]): Promise<void> {
  for (let at = 0; at < deliveryIds.length; at += MAX_LISTED)
    await tx`select pg_notify(${TRACED_CHANNEL}, ${JSON.stringify(deliveryIds.slice(at, at + MAX_LISTED))})`;
}
