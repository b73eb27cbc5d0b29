import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureAppRole } from '#db/app-role.ts';
import { buildIndexes } from '#db/build-indexes.ts';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { jobKinds } from '#lib/inbox/jobs.ts';
import { installQueue } from '#lib/queue/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

declare module 'vitest' {
  interface ProvidedContext {
    clusterUrl: string;
  }
}

const ROOT = join(import.meta.dirname, '../..');

/** The name of the migrated database from which the databases of test files are cloned. */
export const TEMPLATE = 'template';

/** Starts one PostgreSQL for the whole run, with a migrated template, unless no test needs it. It is removed after the run. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => name.endsWith('no database'))) return;
  const dataDir = temporaryFolder();
  // The data is removed after the run, so fsync is off; crash safety has a test with a cluster of its own.
  const cluster = await startEmbedded({ dataDir, settings: ['fsync=off', 'max_connections=500'] });
  const admin = openSql(cluster.url, { max: 1 });
  await admin.unsafe(`create database ${TEMPLATE}`);
  await admin.end();
  await prepare(databaseOf(cluster.url, TEMPLATE));
  project.provide('clusterUrl', cluster.url);
  // Built once, so that no server under test builds the pages.
  if (needsBuild(ROOT)) await buildPages(ROOT);
  return async () => {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

/** Migrates a database, declares its queues and creates the role that servers under test connect as. */
export async function prepare(url: string): Promise<void> {
  await migrateDatabase(url);
  await buildIndexes(url);
  await installQueue(url, jobKinds);
  await ensureAppRole(url);
}

/** The URL of another database of the same server. */
export function databaseOf(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
