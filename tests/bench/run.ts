/**
 * `npm run bench`: how much Fairlead takes in and applies, in one run on one machine, beside the most that the machine can
 * do and beside the usual way to write such a handler. Prints the tables of the README. `npm run bench -- quick` is shorter.
 */
import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { startEmbedded } from '#db/embedded.ts';
import { Misuse, orExit, readFlags } from '#lib/flags.ts';
import { buildPages, needsBuild } from '#lib/host/next-app.ts';
import { databaseOf, prepare } from '#tests/support/cluster.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type ApplyResult, type Form, measureApply } from './apply.ts';
import { measureIngest, RATE, type Target } from './ingest.ts';

const USAGE = 'Usage: npm run bench -- [quick]';
const quick = orExit(() => {
  const { positionals } = readFlags(USAGE, { allowPositionals: true });
  const unknown = positionals.find((word) => word !== 'quick');
  if (unknown !== undefined) throw new Misuse(`Unexpected argument "${unknown}"\n\n${USAGE}`);
  return positionals.length > 0;
});
const ROUNDS = quick ? 2 : 8;
const SECONDS = 3;

const NAMES: Record<Target, string> = {
  bare: 'bare Node, one insert: no duplicate noticed, no job',
  limit: 'the limit: bare Node, the same durable insert',
  listener: 'the gateway of `npm start`',
  function: 'the App Router handler as a function, a worker elsewhere',
  processing: 'the App Router handler as a function, processing as it goes',
  express: 'a tutorial handler: Express, look up, write, answer',
};

const say = (line: string) => process.stdout.write(`${line}\n`);
const thousands = (count: number) => count.toLocaleString('en-GB');
const ratio = (one: number, other: number) => (one / other).toFixed(2);

const root = join(import.meta.dirname, '../..');
if (needsBuild(root)) await buildPages(root);
const dataDir = temporaryFolder();
const cluster = await startEmbedded({ dataDir });
const admin = openSql(cluster.url, { max: 1 });

async function emptyDatabase(name: string): Promise<string> {
  await admin.unsafe(`create database ${name}`);
  const url = databaseOf(cluster.url, name);
  await prepare(url);
  return url;
}

/** A copy of a database that nobody is connected to. */
async function copyOf(url: string): Promise<string> {
  const name = `${new URL(url).pathname.slice(1)}_copy`;
  await admin.unsafe(`create database ${name} template ${new URL(url).pathname.slice(1)}`);
  return databaseOf(cluster.url, name);
}

/** Waits until no statement has run for half a second, and writes what is only in memory to disk. */
async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 5; ) {
    const [row] = await admin`
      select exists (
        select from pg_stat_activity
        where pid <> pg_backend_pid() and (state <> 'idle' or backend_type = 'autovacuum worker')
      ) as busy`;
    quiet = row?.busy ? 0 : quiet + 1;
    await sleep(100);
  }
  await admin`checkpoint`;
}

/** Sizes take turns, each time in a fresh database; what counts is the mean. */
async function apply(): Promise<ApplyResult[]> {
  const runs = new Map<string, ApplyResult[]>();
  for (const form of ['short', 'documented'] as Form[]) {
    for (let round = 1; round <= (quick ? 1 : 3); round += 1) {
      for (const shipments of quick ? [10_000] : [10_000, 100_000]) {
        const url = await emptyDatabase(`apply_${form}_${shipments}_${round}`);
        const run = await measureApply(url, copyOf, form, shipments);
        process.stderr.write(
          `round ${round}: apply ${form}, ${shipments} shipments: ${run.microseconds} µs, limit ${run.limitMicroseconds} µs\n`,
        );
        const name = `${form} ${shipments}`;
        runs.set(name, [...(runs.get(name) ?? []), run]);
      }
    }
  }
  return [...runs.values()].flatMap((same) => {
    const mean = (of: (run: ApplyResult) => number) =>
      Math.round(same.reduce((sum, run) => sum + of(run), 0) / same.length);
    const microseconds = mean((run) => run.microseconds);
    const limitMicroseconds = mean((run) => run.limitMicroseconds);
    return same.slice(0, 1).map((run) => ({ ...run, microseconds, limitMicroseconds }));
  });
}

try {
  const received = await measureIngest({
    databaseOf: (target) => emptyDatabase(`receive_${target}`),
    rounds: ROUNDS,
    seconds: SECONDS,
    settle,
    say: (line) => process.stderr.write(`${line}\n`),
  });
  const applied = await apply();
  const speed = (target: Target) => received.find((one) => one.target === target)?.perSecond ?? 0;
  say(
    `${cpus()[0]?.model.trim()}, ${cpus().length} cores, load and database on the same; Node ${process.version}, PostgreSQL 18, fsync on`,
  );
  say(`\n| receiving, durable 200s | a second | of the limit | p99 at ${thousands(RATE)}/s |\n|---|---|---|---|`);
  for (const { target, perSecond, p99AtRate } of received) {
    const p99 = p99AtRate === null ? 'not reached' : `${p99AtRate} ms`;
    say(`| ${NAMES[target]} | ${thousands(perSecond)} | ${ratio(perSecond, speed('limit'))} | ${p99} |`);
  }
  say(
    '\n| applying, one worker | shipments there | events a second | µs an event | of the limit: the same rows, upserted |\n|---|---|---|---|---|',
  );
  for (const { form, shipments, microseconds, limitMicroseconds } of applied) {
    const perSecond = thousands(Math.round(1e6 / microseconds));
    const ofLimit = ratio(limitMicroseconds, microseconds);
    say(`| ${form} form | ${thousands(shipments)} | ${perSecond} | ${microseconds} | ${ofLimit} |`);
  }
  const cost = (form: Form, shipments: number) =>
    applied.find((result) => result.form === form && result.shipments === shipments)?.microseconds ?? 0;
  const ofLimit = (form: Form) => {
    const most = applied.filter((result) => result.form === form).at(-1);
    return most ? ratio(most.limitMicroseconds, most.microseconds) : '';
  };
  say(`\napplying short events : limit ${ofLimit('short')} (bar 0.50)`);
  say(`applying documented events : limit ${ofLimit('documented')} (bar 0.35)`);
  say(`gateway : limit ${ratio(speed('listener'), speed('limit'))} (bar 0.85)`);
  say(`App Router handler : limit ${ratio(speed('function'), speed('limit'))} (bar 0.20)`);
  say(`gateway : tutorial ${ratio(speed('listener'), speed('express'))} (bar 4.00)`);
  if (!quick)
    say(
      `cost of an event at 100,000 : at 10,000 shipments ${ratio(cost('short', 100_000), cost('short', 10_000))} (bar 1.20)`,
    );
} finally {
  await admin.end();
  await cluster.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
