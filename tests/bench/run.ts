/**
 * `npm run bench`: how much Fairlead takes in and applies, in one run on one machine, beside what the machine can do at
 * most and beside the usual way to write such a handler.
 */
import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { measure, TARGETS } from './ingest.ts';

const seconds = Number(process.argv[2] ?? 8);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const say = (line: string) => process.stdout.write(`${line}\n`);
const admin = openSql(cluster.url, { max: 1 });
try {
  say(`${cpus()[0]?.model} × ${cpus().length}, Node ${process.version}, PostgreSQL 18, fsync on`);
  for (const target of TARGETS) {
    await admin.unsafe(`create database ${target}_bench`);
    const url = databaseOf(cluster.url, `${target}_bench`);
    await prepare(url);
    const result = await measure(target, url, seconds);
    say(JSON.stringify(result));
  }
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
