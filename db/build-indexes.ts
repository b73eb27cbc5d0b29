import { setTimeout as sleep } from 'node:timers/promises';
import { openSql, type Sql } from './client.ts';
import { LOCK_KEYS } from './lock-keys.ts';
import { mayMigrate } from './migrate.ts';

/**
 * Indexes of tables that are large and written all the time, by name. Migrations leave them out: an index that is built in a transaction
 * keeps webhooks waiting until it is done.
 */
export const LARGE_INDEXES: Readonly<Record<string, string>> = {
  deliveries_stored_idx: 'on deliveries using btree (received_at, id) where body is not null',
};

const PAUSE_MS = 250;

/**
 * Builds the indexes that a migrated database lacks, one after the other, while webhooks are stored; resolves at once if it has all. May be
 * interrupted, repeated and called by several processes, of which one builds and the others wait. Does nothing with a role that may not
 * create tables. Throws the error of the database, and that of its connection once `signal` ends it.
 */
export async function buildIndexes(url: string, signal?: AbortSignal): Promise<void> {
  const sql = openSql(url, { max: 1 });
  const stop = () => void sql.end({ timeout: 0 });
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (!(await mayMigrate(sql))) return;
    // A build may take longer than the role allows other statements.
    await sql`select set_config('statement_timeout', '0', false), set_config('lock_timeout', '0', false)`;
    // Asked again and again: a build waits for all running statements, so one that waits for its lock would never end.
    while (!(await tryLock(sql))) await sleep(PAUSE_MS, undefined, { signal });
    for (const [name, definition] of Object.entries(LARGE_INDEXES)) await build(sql, name, definition);
  } finally {
    signal?.removeEventListener('abort', stop);
    await sql.end({ timeout: 2 });
  }
}

async function tryLock(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ mine: boolean }[]>`select pg_try_advisory_lock(${LOCK_KEYS.indexes}) as mine`;
  return row?.mine === true;
}

/** An interrupted build leaves an invalid index, which is built anew. */
async function build(sql: Sql, name: string, definition: string): Promise<void> {
  const [known] = await sql<{ isValid: boolean }[]>`
    select indisvalid as "isValid" from pg_index where indexrelid = to_regclass(${name})`;
  if (known?.isValid) return;
  if (known) await sql.unsafe(`drop index concurrently if exists "${name}"`);
  await sql.unsafe(`create index concurrently "${name}" ${definition}`);
}
