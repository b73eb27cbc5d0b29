import { mkdirSync, rmSync } from 'node:fs';
import { openDatabase, openSql, type Sql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { ensureFirstAdmin } from '#lib/auth/first-admin.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { ADMIN } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { fill } from './fill.ts';
import { WAVES } from './fill-exceptions.ts';
import { hoursAfter } from './held-clock.ts';
import { keepExceptions } from './kept-exceptions.ts';
import { liveThrough } from './live-exceptions.ts';

/** A filled database: its URL, a connection of its owner, and the instant at which it was filled, from which its times count. */
export type Filled = { databaseUrl: string; sql: Sql; filledAt: string };

type Cluster = { fill(shipments: number): Promise<Filled>; stop(): Promise<void> };

/**
 * A PostgreSQL for filled databases: in `BENCH_DATA_DIR`, where another run finds them again until their first wave of exceptions is due,
 * or in a temporary folder, which is removed at the end.
 */
export async function openCluster(note: (line: string) => void): Promise<Cluster> {
  const kept = process.env.BENCH_DATA_DIR;
  const dataDir = kept ?? temporaryFolder();
  if (kept) mkdirSync(kept, { recursive: true, mode: 0o755 });
  const settings = ['fsync=off', 'max_wal_size=8GB', 'maintenance_work_mem=1GB'];
  const cluster = await startEmbedded({ dataDir, settings });
  const opened: Sql[] = [];
  return {
    async fill(shipments) {
      const filled = await filledDatabase(cluster.url, shipments, note);
      opened.push(filled.sql);
      return filled;
    },
    async stop() {
      await Promise.all(opened.map((sql) => sql.end()));
      await cluster.stop();
      if (!kept) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function filledDatabase(clusterUrl: string, shipments: number, note: (line: string) => void): Promise<Filled> {
  const databaseUrl = databaseOf(clusterUrl, `data_${shipments}`);
  const known = await filledAtOf(clusterUrl, databaseUrl, shipments);
  if (known) return { databaseUrl, sql: openSql(databaseUrl, { max: 4 }), filledAt: known };
  const admin = openSql(clusterUrl, { max: 1 });
  await admin.unsafe(`drop database if exists data_${shipments}`);
  await admin.unsafe(`create database data_${shipments}`);
  await admin.end();
  await prepare(databaseUrl);
  const db = openDatabase(databaseUrl, { max: 1 });
  await ensureFirstAdmin(db, { ADMIN_EMAIL: ADMIN.email, ADMIN_PASSWORD: ADMIN.password });
  await db.$client.end();
  const sql = openSql(databaseUrl, { max: 4 });
  await fill(sql, shipments, note);
  const filledAt = new Date().toISOString();
  await liveThrough(sql, filledAt, note);
  await keepExceptions(sql);
  await sql.unsafe('vacuum analyze');
  await sql`create table bench_filled as select ${filledAt}::timestamptz as at`;
  return { databaseUrl, sql, filledAt };
}

/** When a kept database was filled; null if there is none, or its exceptions are not those of its filling any more. */
async function filledAtOf(clusterUrl: string, databaseUrl: string, shipments: number): Promise<string | null> {
  const admin = openSql(clusterUrl, { max: 1 });
  const [exists] = await admin`select 1 from pg_database where datname = ${`data_${shipments}`}`;
  await admin.end();
  if (!exists) return null;
  const sql = openSql(databaseUrl, { max: 1 });
  const rows = await sql<{ at: Date }[]>`select at from bench_filled`.catch(() => []);
  await sql.end();
  const at = rows[0]?.at.toISOString();
  return at !== undefined && hoursAfter(at, WAVES.small) > new Date().toISOString() ? at : null;
}
