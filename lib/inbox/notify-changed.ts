import type { Sql, Transaction } from '#db/client.ts';
import { CHANGE_CHANNEL } from './jobs.ts';

/** More entities than this are not listed: PostgreSQL accepts messages of less than 8,000 bytes. */
const MAX_LISTED = 150;

/**
 * Notifies open pages of changed entities: in a transaction, on its commit. An empty list, or a long one, means that anything may have
 * changed.
 */
export async function notifyChanged(sql: Sql | Transaction, entityIds: readonly string[]): Promise<void> {
  const subjects = entityIds.length > MAX_LISTED ? [] : entityIds;
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects })})`;
}
