/**
 * `npm run bench:data`: how long lists, pages and searches take over 10,000 and over 1,000,000 shipments, with 15 milestones
 * each, and whether any of them scans a large table. Prints a table; `-- 100000` measures that many instead.
 * The larger one takes some minutes to fill and 12 GB of disk, which are freed at the end, unless `BENCH_DATA_DIR` keeps them for the
 * next run.
 */
import type { Sql } from '#db/client.ts';
import { orExit, readNumbers } from '#lib/flags.ts';
import { startServer } from '#tests/support/server.ts';
import { openCluster } from './database.ts';
import { type Answered, measureRequests } from './measure.ts';
import { questions } from './questions.ts';
import { signIn } from './session.ts';

const [size] = orExit(() => readNumbers('Usage: npm run bench:data -- [shipments]', ['shipments']));
const SIZES = size === undefined ? [10_000, 1_000_000] : [size];
/** Tables with more rows than this are large and must not be scanned. */
const LARGE = 20_000;

const print = (line: string) => process.stdout.write(`${line}\n`);
const note = (line: string) => process.stderr.write(`${line}\n`);

const cluster = await openCluster(note);

async function measure(shipments: number): Promise<{ answers: Answered[]; scanned: string[] }> {
  const { databaseUrl, sql } = await cluster.fill(shipments);
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
  await cluster.stop();
}
process.exit(0);
