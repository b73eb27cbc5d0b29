/** The command that moves the bodies of old webhooks into files, or checks those files. */
import { join } from 'node:path';
import { monthsAgo, startOfMonth } from '#db/archive/limit.ts';
import { archiveStore } from '#db/archive/open-store.ts';
import { previewArchive, runArchive } from '#db/archive/run.ts';
import { noteFailed, noteFinished } from '#db/archive/status.ts';
import { verifyArchive } from '#db/archive/verify.ts';
import { buildIndexes } from '#db/build-indexes.ts';
import { openSql, type Sql } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { env } from '#lib/env.ts';
import { Misuse, readFlags } from '#lib/flags.ts';
import { findDatabase } from './find-database.ts';
import { print } from './print.ts';
import { readDotEnv, runCommand } from './run-command.ts';

const ROOT = join(import.meta.dirname, '../..');

const USAGE = `Moves the bodies of webhooks of whole past months into compressed files. Fairlead may run meanwhile, and reads them there.

  npm run archive [-- --before <months or date>] [--dry-run]
  npm run archive -- --verify

  --before    a number of months: what is older than the latest so many; or a day, YYYY-MM-DD: the months before its month.
              Default: ARCHIVE_AFTER_MONTHS
  --dry-run   only print what would be archived
  --verify    compare all files with their SHA-256 and the chain of the manifest; exit code 1 if anything is wrong
  --help      print this help

The files are in ARCHIVE_DIR, a folder or s3://bucket/prefix, else in the data folder. DATABASE_URL, or MIGRATION_DATABASE_URL if it is
set, is read from the environment or .env; without it the database in the data folder is used.`;

const OPTIONS = {
  before: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  verify: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
  const { values } = readFlags(USAGE, { options: OPTIONS });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  if (values.verify && (values.before !== undefined || values['dry-run']))
    throw new Misuse(`--verify takes no other flag\n\n${USAGE}`);
  readDotEnv();
  const before = values.verify ? null : limitOf(values.before);
  const { url, close } = await findDatabase(ROOT);
  const sql = openSql(url, { max: 3 });
  try {
    await migrateDatabase(url);
    if (before === null) return await verify(sql);
    await buildIndexes(url);
    return await (values['dry-run'] ? preview(sql, before) : archive(sql, before));
  } finally {
    await sql.end({ timeout: 2 });
    await close();
  }
}

/** The first instant that stays. Throws `Misuse` unless it is the beginning of this month or before. */
function limitOf(given: string | undefined): Date {
  const months = given ?? env().ARCHIVE_AFTER_MONTHS?.toString();
  if (months === undefined) throw new Misuse(`--before is needed where ARCHIVE_AFTER_MONTHS is not set\n\n${USAGE}`);
  const limit = /^\d{1,4}$/.test(months) ? monthsAgo(Number(months)) : startOfMonth(months);
  if (limit === null) throw new Misuse(`--before must be a number of months or a day, not "${months}"\n\n${USAGE}`);
  if (limit > monthsAgo(0)) throw new Misuse(`--before ${months} is in the future\n\n${USAGE}`);
  return limit;
}

async function preview(sql: Sql, before: Date): Promise<number> {
  const months = await previewArchive(sql, before);
  for (const { month, deliveries, bodyBytes } of months) print(`${month}  ${sizeOf(deliveries, bodyBytes)}`);
  print(months.length > 0 ? 'Nothing was archived.' : `Nothing is left to archive before ${dayOf(before)}.`);
  return 0;
}

async function archive(sql: Sql, before: Date): Promise<number> {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());
  const store = archiveStore();
  try {
    const onStep = (step: string, file: string) => step === 'listed' && print(`Written and read back: ${file}`);
    const result = await runArchive(sql, { store, before, by: 'command line', signal: ending.signal, onStep });
    if (result === null) {
      print('Another process is archiving now.');
      return 1;
    }
    if (ending.signal.aborted) {
      print('Interrupted; the next call continues here.');
      return 130;
    }
    await noteFinished(sql);
    const total = (of: 'deliveries' | 'bodyBytes') => result.files.reduce((sum, file) => sum + file[of], 0);
    print(
      `Archived ${sizeOf(total('deliveries'), total('bodyBytes'))} in ${result.files.length} files in ${store.location}`,
    );
    return 0;
  } catch (thrown) {
    await noteFailed(sql, thrown);
    throw thrown;
  }
}

async function verify(sql: Sql): Promise<number> {
  const { files, deliveries, problems } = await verifyArchive(sql, archiveStore());
  for (const problem of problems) print(problem);
  const found = problems.length === 0 ? 'all as they were written' : `${problems.length} problems`;
  print(`${files} files with ${deliveries.toLocaleString('en-US')} deliveries: ${found}`);
  return problems.length === 0 ? 0 : 1;
}

const dayOf = (instant: Date) => instant.toISOString().slice(0, 10);

const sizeOf = (deliveries: number, bytes: number) =>
  `${deliveries.toLocaleString('en-US')} deliveries, ${(bytes / 1024 / 1024).toFixed(1)} MiB of bodies`;

runCommand(main);
