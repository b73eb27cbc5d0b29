import { join } from 'node:path';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import { openDatabase } from './client.ts';

/** Any number that nothing else locks: processes that start together migrate one after the other. */
const LOCK = 7_301_119;

/** Brings the database to the schema of this version. Safe to call from several processes at once and again. */
export async function migrateDatabase(url: string): Promise<void> {
  const db = openDatabase(url, { max: 1 });
  try {
    await db.$client`select pg_advisory_lock(${LOCK})`;
    await migrate(db, { migrationsFolder: join(import.meta.dirname, 'migrations') });
  } finally {
    await db.$client.end();
  }
}
