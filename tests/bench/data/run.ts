/**
 * `npm run bench:data`: how long lists, pages and searches take over 10,000 and over 1,000,000 shipments, with 15 milestones
 * each, and whether any of them scans a large table. Prints a table; `-- 100000` measures that many instead.
 * The larger one takes some minutes to fill and 12 GB of disk, which are freed at the end.
 */
import { rmSync } from 'node:fs';
import { openSql, type Sql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { startServer } from '#tests/support/server.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { fill } from './fill.ts';
import { type Answered, measureRequests } from './measure.ts';
import { questions } from './questions.ts';
import { signIn } from './session.ts';

const [size] = orExit(() => readNumbers('Usage: npm run bench:data -- [shipments]', ['shipments']));
const SIZES = size === undefined ? [10_000, 1_000_000] : [size];
/** Tables with more rows than this are large and must not be scanned. */
const LARGE = 20_000;

const print = (line: string) => process.stdout.write(`${line}\n`);
const note = (line: string) => process.stderr.write(`${line}\n`);

const dataDir = temporaryFolder();
const cluster = await startEmbedded({
  dataDir,
  settings: ['fsync=off', 'max_wal_size=8GB', 'maintenance_work_mem=1GB'],
});
const admin = openSql(cluster.url, { max: 1 });

async function measure(shipments: number): Promise<{ answers: Answered[]; scanned: string[] }> {
  const name = `data_${shipments}`;
  await admin.unsafe(`create database ${name}`);
  const databaseUrl = databaseOf(cluster.url, name);
  await prepare(databaseUrl);
  const sql = openSql(databaseUrl, { max: 2 });
  await fill(sql, shipments, note);
  const server = await startServer({ databaseUrl });
  try {
    const before = await walks(sql);
    const answers = await measureRequests(server.url, questions(shipments), await signIn(server.url), note);
    // PostgreSQL publishes its counters about once a second.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const after = await walks(sql);
    return {
      answers,
      scanned: [...after].filter(([table, count]) => count > (before.get(table) ?? 0)).map(([table]) => table),
    };
  } finally {
    await server.stop();
    await sql.end();
  }
}

/** The number of sequential scans of each large table. */
async function walks(sql: Sql): Promise<Map<string, number>> {
  const rows = await sql<{ table: string; count: string }[]>`
    select relname as table, seq_scan as count from pg_stat_user_tables where schemaname = 'public' and n_live_tup > ${LARGE}`;
  return new Map(rows.map(({ table, count }) => [table, Number(count)]));
}

try {
  const runs = [];
  for (const size of SIZES) runs.push({ size, ...(await measure(size)) });
  const sizes = SIZES.map((size) => `p95 at ${size.toLocaleString('en-GB')}`);
  print(`| request | limit | ${sizes.join(' | ')} |`);
  print(`|---|---|${sizes.map(() => '---|').join('')}`);
  for (const [at, { name, within }] of (runs[0]?.answers ?? []).entries()) {
    print(`| ${name} | ${within} ms | ${runs.map(({ answers }) => `${answers[at]?.p95} ms`).join(' | ')} |`);
  }
  for (const { size, answers, scanned } of runs) {
    const slow = answers.filter(({ p95, within }) => p95 > within).map(({ name }) => name);
    print(
      `\n${size.toLocaleString('en-GB')} shipments: ${slow.length === 0 ? 'every bar held' : `too slow: ${slow.join(', ')}`};`,
    );
    print(scanned.length === 0 ? 'no large table was scanned' : `scanned: ${scanned.join(', ')}`);
  }
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
