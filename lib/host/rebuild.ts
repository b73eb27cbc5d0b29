/** The command that derives all ledgers and rows from the stored bytes again. */
import { join } from 'node:path';
import { openSql, type Sql } from '#db/client.ts';
import { migrateDatabase } from '#db/migrate.ts';
import { readFlags } from '#lib/flags.ts';
import type { RebuildReport } from '#lib/model/rebuild.ts';
import { rebuild } from '#lib/rebuild/run.ts';
import type { Rebuild } from '#lib/rebuild/state.ts';
import { findDatabase } from './find-database.ts';
import { print } from './print.ts';
import { reportLines } from './rebuild-report.ts';
import { readDotEnv, runCommand } from './run-command.ts';

const ROOT = join(import.meta.dirname, '../..');

const USAGE = `Derives all ledgers and rows from the stored webhooks again, with the rules of this version.
Fairlead may run meanwhile. If it is interrupted, the next call resumes.

  npm run rebuild [-- --dry-run]

  --dry-run   only print the differences
  --help      print this help

DATABASE_URL, or MIGRATION_DATABASE_URL if it is set, is read from the environment or .env; without it the database in the data
folder is used.`;

/** Shortest time between two lines of progress. */
const PROGRESS_INTERVAL_MS = 1_000;

async function main(): Promise<number> {
  const options = {
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const;
  const { values: flags } = readFlags(USAGE, { options });
  if (flags.help) {
    print(USAGE);
    return 0;
  }
  readDotEnv();
  const { url, close } = await findDatabase(ROOT);
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => ending.abort());
  try {
    await migrateDatabase(url);
    const sql = openSql(url, { max: 2 });
    const report = await run(sql, flags['dry-run'], ending.signal);
    await sql.end({ timeout: 2 });
    return report ? 0 : 130;
  } finally {
    await close();
  }
}

async function run(sql: Sql, dryRun: boolean, signal: AbortSignal): Promise<RebuildReport | null> {
  let printedAt = 0;
  const onStep = (step: Rebuild) => {
    if (Date.now() - printedAt < PROGRESS_INTERVAL_MS) return;
    printedAt = Date.now();
    print(progressOf(step));
  };
  const begun = performance.now();
  const report = await rebuild(sql, { dryRun, signal, onStep });
  if (!report) print('Interrupted; the next call resumes here.');
  else for (const line of reportLines(report, { dryRun, seconds: (performance.now() - begun) / 1000 })) print(line);
  return report;
}

function progressOf({ phase, events, totalEvents, entities }: Rebuild): string {
  const count = (of: number) => of.toLocaleString('en-US');
  switch (phase) {
    case 'scan':
      return `Reading events: ${count(events)} of ${count(totalEvents)}`;
    case 'compare':
      return `Comparing entities: ${count(entities)}`;
    case 'swap':
      return 'Writing what differs';
    case 'clean':
      return 'Deleting what is no longer needed';
    default:
      return 'Reading events that were processed meanwhile';
  }
}

runCommand(main);
