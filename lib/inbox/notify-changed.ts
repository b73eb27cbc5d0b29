import type { Sql, Transaction } from '#db/client.ts';
import { CHANGE_CHANNEL } from './jobs.ts';

/** More entities than this are not listed: PostgreSQL takes 8,000 bytes. */
export const MAX_LISTED_CHANGES = 150;

/**
 * Notifies open pages of changed entities: in a transaction, on its commit. An empty list means that anything may have changed; many
 * entities are announced so.
 */
export async function notifyChanged(sql: Sql | Transaction, entityIds: readonly string[]): Promise<void> {
  const subjects = entityIds.length > MAX_LISTED_CHANGES ? [] : entityIds;
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects })})`;
}
