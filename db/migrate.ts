import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { Misconfigured } from '#lib/errors.ts';
import { openDatabase, type Sql } from './client.ts';
import { LOCK_KEYS } from './lock-keys.ts';

/** Migrations, and the extensions of PostgreSQL that they create. */
type Migrations = { migrationsFolder: string; extensions?: readonly string[] };

const CURRENT: Migrations = { migrationsFolder: join(import.meta.dirname, 'migrations'), extensions: ['pg_trgm'] };

/**
 * A change of a table waits for the transactions that use it, and later statements wait behind the change, webhooks too. So it
 * waits for a second only, and is then tried again.
 */
const TABLE_LOCK = { within: '1s', tries: 60, pauseMs: 500 };

/**
 * Migrates the database to the schema of this version. May be called again and by several processes.
 *
 * Processes of the previous version continue meanwhile. With a role that may not create tables it only checks, and throws
 * `Misconfigured` if the owner has not migrated. It throws that too, and changes nothing, if the server lacks an extension.
 */
export async function migrateDatabase(url: string, migrations = CURRENT): Promise<void> {
  const db = openDatabase(url, { max: 1 });
  try {
    if (!(await mayMigrate(db.$client))) return await expectMigrated(db.$client);
    await db.$client`select pg_advisory_lock(${LOCK_KEYS.migrations})`;
    await expectExtensions(db.$client, migrations.extensions ?? []);
    await migrateWithRetry(db, migrations);
  } finally {
    await db.$client.end();
  }
}

async function expectExtensions(sql: Sql, names: readonly string[]): Promise<void> {
  const known = await sql<{ name: string }[]>`select name from pg_available_extensions where name = any(${[...names]})`;
  const missing = names.filter((name) => !known.some((one) => one.name === name));
  if (missing.length === 0) return;
  throw new Misconfigured([
    `The PostgreSQL server lacks the extension ${missing.join(', ')}: install the contrib package of its version (postgresql-contrib)`,
  ]);
}

async function migrateWithRetry(db: ReturnType<typeof openDatabase>, folder: Migrations): Promise<void> {
  await db.$client.unsafe(`set lock_timeout = '${TABLE_LOCK.within}'`);
  for (let tried = 1; ; tried += 1) {
    try {
      return await migrate(db, folder);
    } catch (thrown) {
      if (!isLockTimeout(thrown) || tried === TABLE_LOCK.tries) throw thrown;
      await sleep(TABLE_LOCK.pauseMs);
    }
  }
}

/** SQLSTATE 55P03, thrown by the driver or wrapped by Drizzle. */
function isLockTimeout(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  return ('code' in thrown && thrown.code === '55P03') || isLockTimeout(thrown.cause);
}

/** Whether the role of a connection may create tables. */
export async function mayMigrate(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`select has_database_privilege(current_database(), 'CREATE') as may`;
  return row?.may === true;
}

async function expectMigrated(sql: Sql): Promise<void> {
  const wanted = readMigrationFiles(CURRENT).at(-1)?.folderMillis ?? 0;
  const [known] = await sql<{ readable: boolean }[]>`
    select coalesce(has_table_privilege(to_regclass('drizzle.__drizzle_migrations'), 'SELECT'), false) as readable`;
  const [last] = known?.readable
    ? await sql<{ made: boolean }[]>`
        select max(created_at) >= ${wanted} as made from drizzle.__drizzle_migrations`
    : [];
  if (last?.made) return;
  throw new Misconfigured([
    'The database is not up to date and the role of DATABASE_URL may not change it: run `npm run migrate` with MIGRATION_DATABASE_URL',
  ]);
}
