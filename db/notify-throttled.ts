import type { Sql } from './client.ts';

/** Shortest time between two notifications. */
export const NOTIFY_INTERVAL_MS = 20;

/**
 * Notifies the listeners of a channel: at once if there was no notification lately, else once for all calls within the interval.
 *
 * It is called after a commit, not in the transaction: transactions that notify commit one after another, so their flushes to
 * disk could not be shared. If a notification is lost, the listener finds the change at its next poll.
 */
export function notifyThrottled(sql: Sql, channel: string): () => void {
  let resting = false;
  let again = false;
  const rest = () => {
    resting = true;
    setTimeout(() => {
      resting = false;
      if (again) ring();
    }, NOTIFY_INTERVAL_MS).unref();
  };
  const ring = () => {
    again = resting;
    if (resting) return;
    rest();
    // It stores nothing, so it does not wait for the disk.
    sql`select set_config('synchronous_commit', 'off', true), pg_notify(${channel}, '')`.catch(() => {});
  };
  return ring;
}
