import { join } from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { Misconfigured } from '#lib/errors.ts';
import { openDatabase, type Sql } from './client.ts';

/** Any number that nothing else locks: processes that start together migrate one after the other. */
const LOCK = 7_301_119;

const FOLDER = { migrationsFolder: join(import.meta.dirname, 'migrations') };

/**
 * Brings the database to the schema of this version. Safe to call from several processes at once and again.
 *
 * A role that may not create tables only checks: throws `Misconfigured` when the owner has yet to migrate.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const db = openDatabase(url, { max: 1 });
  try {
    if (!(await mayMigrate(db.$client))) return await expectMigrated(db.$client);
    await db.$client`select pg_advisory_lock(${LOCK})`;
    await migrate(db, FOLDER);
  } finally {
    await db.$client.end();
  }
}

async function mayMigrate(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ may: boolean }[]>`select has_database_privilege(current_database(), 'CREATE') as may`;
  return row?.may === true;
}

async function expectMigrated(sql: Sql): Promise<void> {
  const wanted = readMigrationFiles(FOLDER).at(-1)?.folderMillis ?? 0;
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
