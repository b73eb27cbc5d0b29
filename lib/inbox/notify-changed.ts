import type { Sql, Transaction } from '#db/client.ts';
import { CHANGE_CHANNEL } from './jobs.ts';

/** Notifies open pages of changed entities: in a transaction, on its commit. An empty list means that anything may have changed. */
export async function notifyChanged(sql: Sql | Transaction, entityIds: readonly string[]): Promise<void> {
  await sql`select pg_notify(${CHANGE_CHANNEL}, ${JSON.stringify({ subjects: entityIds })})`;
}
