/** The command that writes a backup. */
import { copyFileSync, existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { audit } from '#db/audit.ts';
import type { Manifest } from '#db/backup/manifest.ts';
import { writeBackup } from '#db/backup/write.ts';
import { openDatabase } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { Misuse, readFlags } from '#lib/flags.ts';
import { findDatabase } from './find-database.ts';
import { print } from './print.ts';
import { reportProgress } from './progress.ts';
import { readDotEnv, runCommand } from './run-command.ts';

const ROOT = join(import.meta.dirname, '../..');

const USAGE = `Writes everything that is stored at this moment into a new folder. Fairlead may run meanwhile.

  npm run backup [-- <folder>]

  --help   print this help

Default folder: backups/<time>. DATABASE_URL, or MIGRATION_DATABASE_URL if it is set, is read from the environment or .env; without it
the database in the data folder is used. \`npm run restore -- <folder> --rehearse\` proves that it can be restored.`;

async function main(): Promise<number> {
  const { values, positionals } = readFlags(USAGE, { allowPositionals: true, options: { help: { type: 'boolean' } } });
  if (positionals.length > 1) throw new Misuse(`Unexpected argument "${positionals[1]}"\n\n${USAGE}`);
  if (values.help) {
    print(USAGE);
    return 0;
  }
  readDotEnv();
  const folder = resolve(positionals[0] ?? join(ROOT, 'backups', new Date().toISOString().replaceAll(':', '-')));
  const { url, isEmbedded, close } = await findDatabase(ROOT);
  const progress = reportProgress();
  try {
    const manifest = await writeBackup(url, folder, ({ name }) => progress.at(`Writing ${name}`));
    const db = openDatabase(url, { max: 1 });
    await audit(db, 'command line', 'backup-written', folder);
    await db.$client.end();
    print(summaryOf(manifest, folder));
    print(keepSecrets(folder, isEmbedded));
    return 0;
  } finally {
    progress.end();
    await close();
  }
}

function summaryOf({ tables }: Manifest, folder: string): string {
  const rowsOf = (name: string) => (tables.find((table) => table.name === name)?.rows ?? 0).toLocaleString('en-US');
  return `${rowsOf('deliveries')} deliveries, ${rowsOf('events')} events and ${rowsOf('shipments')} shipments are in ${folder}`;
}

/** Copies generated secrets into the backup; says what else has to be kept. */
function keepSecrets(folder: string, isEmbedded: boolean): string {
  const secrets = resolve(ROOT, env().DATA_DIR, 'secrets.json');
  if (!isEmbedded || !existsSync(secrets))
    return 'Keep AUTH_SECRET with it: webhook secrets that were added in the settings are encrypted with it.';
  copyFileSync(secrets, join(folder, 'secrets.json'));
  return 'The generated secrets are in it too, so keep it as safe as them.';
}

runCommand(main);
