import type { Sql } from './client.ts';

/** Rings at most this often; milliseconds. */
const PAUSE = 20;

/**
 * Wakes whoever listens on a channel: at once when it was quiet, and once for everything that came within the pause after.
 *
 * It is rung after a commit, not in it: a transaction that notifies keeps all others that do from committing meanwhile, so
 * that their flushes to disk could not be shared. A ring that is lost costs a listener its next look, nothing else.
 */
export function notifyThrottled(sql: Sql, channel: string): () => void {
  let resting = false;
  let again = false;
  const rest = () => {
    resting = true;
    setTimeout(() => {
      resting = false;
      if (again) ring();
    }, PAUSE).unref();
  };
  const ring = () => {
    again = resting;
    if (resting) return;
    rest();
    // Nothing is stored by it, so nothing needs to be on disk.
    sql`select set_config('synchronous_commit', 'off', true), pg_notify(${channel}, '')`.catch(() => {});
  };
  return ring;
}
