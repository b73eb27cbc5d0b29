/** The command that restores a backup, or proves that it can be restored. */
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, globSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { audit } from '#db/audit.ts';
import { restoreBackup } from '#db/backup/restore.ts';
import { openDatabase } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { env } from '#lib/env.ts';
import { Misuse, readFlags } from '#lib/flags.ts';
import { jobKinds } from '#lib/inbox/jobs.ts';
import { installQueue } from '#lib/queue/index.ts';
import { findDatabase } from './find-database.ts';
import { print } from './print.ts';
import { reportProgress } from './progress.ts';
import { readDotEnv, runCommand } from './run-command.ts';

const ROOT = join(import.meta.dirname, '../..');

const USAGE = `Restores a backup of \`npm run backup\` into an empty database, and compares every row with the backup.

  npm run restore [-- <folder>] [--rehearse]

  --rehearse  restore into another database of the same server, compare, and drop it again. Changes nothing
  --help      print this help

Default folder: the latest in backups/. DATABASE_URL, or MIGRATION_DATABASE_URL if it is set, is read from the environment or .env;
without it the data folder is used, which must be new. Stop Fairlead before, and start it after.`;

async function main(): Promise<number> {
  const { values, positionals } = readFlags(USAGE, {
    allowPositionals: true,
    options: { rehearse: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  if (positionals.length > 1) throw new Misuse(`Unexpected argument "${positionals[1]}"\n\n${USAGE}`);
  if (values.help) {
    print(USAGE);
    return 0;
  }
  readDotEnv();
  const folder = resolve(positionals[0] ?? latestBackup());
  const { url, isEmbedded, close } = await findDatabase(ROOT);
  try {
    if (values.rehearse) await rehearse(url, folder);
    else await restore(url, folder);
    if (!values.rehearse && isEmbedded) restoreSecrets(folder);
    return 0;
  } finally {
    await close();
  }
}

function latestBackup(): string {
  const manifests = globSync('backups/*/manifest.json', { cwd: ROOT }).sort();
  const latest = manifests.at(-1);
  if (!latest) throw new Misuse(`There is no backup in ${join(ROOT, 'backups')}\n\n${USAGE}`);
  return join(ROOT, latest, '..');
}

async function restore(url: string, folder: string): Promise<void> {
  const progress = reportProgress();
  try {
    await migrateDatabase(url);
    await installQueue(url, jobKinds);
    const { tables, takenAt } = await restoreBackup(url, folder, ({ name }) => progress.at(`Restoring ${name}`));
    const rows = tables.reduce((sum, table) => sum + table.rows, 0).toLocaleString('en-US');
    print(`Restored ${folder}, taken at ${takenAt}: ${rows} rows in ${tables.length} tables, all as they were.`);
  } finally {
    progress.end();
  }
}

/** Restores into a database of its own, which is dropped. The audit log of the given database tells that it was done. */
async function rehearse(url: string, folder: string): Promise<void> {
  const db = openDatabase(url, { max: 1 });
  const name = `fairlead_rehearsal_${randomBytes(4).toString('hex')}`;
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  await db.$client.unsafe(`create database ${name}`);
  try {
    await restore(scratch.href, folder);
    await audit(db, 'command line', 'backup-rehearsed', folder);
  } finally {
    await db.$client.unsafe(`drop database ${name} with (force)`);
    await db.$client.end();
  }
}

/** Brings generated secrets back, unless the data folder has its own. */
function restoreSecrets(folder: string): void {
  const [stored, target] = [join(folder, 'secrets.json'), resolve(ROOT, env().DATA_DIR, 'secrets.json')];
  if (!existsSync(stored)) return;
  mkdirSync(resolve(ROOT, env().DATA_DIR), { recursive: true });
  if (existsSync(target)) print(`${target} exists and was left as it is; the secrets of the backup are in ${stored}`);
  else copyFileSync(stored, target, constants.COPYFILE_EXCL);
}

runCommand(main);
