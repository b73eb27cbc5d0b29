/** The command that restores a backup, proves that it can be restored, or puts archived webhooks back. */
import { randomBytes } from 'node:crypto';
import { constants, copyFileSync, existsSync, globSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { storeAt } from '#db/archive/open-store.ts';
import { restoreFile } from '#db/archive/restore-file.ts';
import { audit } from '#db/audit.ts';
import { restoreBackup } from '#db/backup/restore.ts';
import { openDatabase, openSql } from '#db/client.ts';
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
  npm run restore -- <archive file>.ndjson.gz

The second puts the bodies of a file of \`npm run archive\` back into the database that archived them; Fairlead may run meanwhile. The file
is in a folder, or s3://bucket/prefix. Exit code 1 if the database has other bytes for one of its webhooks, or does not know it.

  --rehearse  restore into another database of the same server, compare, and drop it again. Changes nothing
  --help      print this help

Default folder: the latest in backups/. DATABASE_URL, or MIGRATION_DATABASE_URL if it is set, is read from the environment or .env;
without it the data folder is used, which must be new for a backup. Stop Fairlead before, and start it after.`;

/** Ids of webhooks in a line. */
const SHOWN_IDS = 20;

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
  const given = positionals[0] ?? latestBackup();
  const folder = given.startsWith('s3://') ? given : resolve(given);
  const isArchive = folder.endsWith('.ndjson.gz');
  if (isArchive && values.rehearse)
    throw new Misuse(`--rehearse is for backups; to check the archive: npm run archive -- --verify\n\n${USAGE}`);
  const { url, isEmbedded, close } = await findDatabase(ROOT);
  try {
    if (isArchive) return (await putBack(url, folder)) ? 0 : 1;
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

/** Returns whether the database has each body of the file now. */
async function putBack(url: string, path: string): Promise<boolean> {
  const sql = openSql(url, { max: 1 });
  try {
    const { file, deliveries, ...result } = await restoreFile(sql, storeAt(dirname(path)), path, 'command line');
    const { restored, present, differing, unknown } = result;
    const count = (of: number) => of.toLocaleString('en-US');
    print(
      `Put ${count(restored)} of ${count(deliveries)} bodies back from ${file}; ${count(present)} were in the database already.`,
    );
    for (const [ids, problem] of [
      [differing, 'differ from what the database has or expects, which stays'],
      [unknown, 'are of webhooks that this database does not know'],
    ] as const) {
      const rest = ids.length > SHOWN_IDS ? ` and ${count(ids.length - SHOWN_IDS)} more` : '';
      if (ids.length > 0) print(`${count(ids.length)} ${problem}: ${ids.slice(0, SHOWN_IDS).join(' ')}${rest}`);
    }
    print(
      'Keep the file. The next run of the archive takes them again, unless ARCHIVE_AFTER_MONTHS is larger or unset.',
    );
    return differing.length + unknown.length === 0;
  } finally {
    await sql.end({ timeout: 2 });
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
