/**
 * `npm run chaos`: ten minutes of all attacks at once on one server that also receives valid webhooks of both providers. Prints the
 * table of the README and exits 1 if a limit is missed. `npm run chaos -- --minutes 2` is shorter.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSql } from '#db/client.ts';
import { freePort } from '#db/embedded.ts';
import { orExit, readFlags, readNumber } from '#lib/flags.ts';
import { processOf } from '#tests/support/processes.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { countUnapplied } from '#tests/support/unapplied.ts';
import { sendGood } from '../good-senders.ts';
import { runAttacker } from './attacker.ts';
import { killRepeatedly, memoryByProcess, memoryOf, watchMemory } from './processes.ts';

const USAGE = 'Usage: npm run chaos -- [--minutes 10] [--rate 100]';
const { minutes, rate } = orExit(() => {
  const options = { minutes: { type: 'string', default: '10' }, rate: { type: 'string', default: '100' } } as const;
  const { values } = readFlags(USAGE, { options });
  return {
    minutes: readNumber(USAGE, '--minutes', values.minutes),
    rate: readNumber(USAGE, '--rate', values.rate),
  };
});

const ROOT = join(import.meta.dirname, '../../..');
const SECRETS = { secret: 'chaos-secret-0123456789', token: 'chaos-token-0123456789' };
const BARS = { p99Ms: 250, mostMs: 5_000, memoryMib: 800 };
/** The time limit for applying the backlog that the attacks leave, milliseconds. */
const DRAIN_MS = 5 * 60_000;

const print = (line: string) => process.stdout.write(`${line}\n`);
const progress = (line: string) => process.stderr.write(`${line}\n`);

const dataDir = temporaryFolder();
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, ['--max-semi-space-size=16', 'server.ts'], {
  cwd: ROOT,
  stdio: ['ignore', 'inherit', 'ignore'],
  env: {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: dataDir,
    FLEXPORT_WEBHOOK_SECRET: SECRETS.secret,
    MVMNT_WEBHOOK_TOKEN: SECRETS.token,
    LOG_LEVEL: 'error',
  },
});
const pid = server.pid ?? 0;
let failed = true;
try {
  await whenReady(server);
  const idle = memoryOf(pid);
  const ownDelay = monitorEventLoopDelay();
  ownDelay.enable();
  const stop = AbortSignal.timeout(minutes * 60_000);
  const [good, struck, memory, ...kills] = await Promise.all([
    sendGood({ url, perSecond: rate, ...SECRETS, signal: stop }),
    runAttacker({ url, ...SECRETS }, stop),
    watchMemory(pid, stop),
    killRepeatedly(pid, { part: 'pages', everyMs: 61_000 }, stop),
    killRepeatedly(pid, { part: 'worker', everyMs: 43_000 }, stop),
    killRepeatedly(pid, { part: 'postgres', everyMs: 240_000 }, stop),
    tellProgress(stop),
  ]);
  ownDelay.disable();
  const [pages = 0, worker = 0, postgres = 0] = kills;
  progress('Waiting until what was taken in is applied');
  const begun = Date.now();
  const missing = await unapplied(good.keys);
  const seconds = Math.round((Date.now() - begun) / 1_000);
  const times = good.latencies.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  const refused = [...good.failures].map(([why, count]) => `${count} × ${why}`).join(', ') || 'none';
  const stays = server.exitCode === null;

  print(
    `\n| ${minutes} minutes of ${struck.length} attacks at once, beside ${rate} good webhooks a second | |\n| --- | --- |`,
  );
  print(`| good webhooks sent, answered 200 within 5 s | ${good.sent}, ${good.keys.length} (others: ${refused}) |`);
  print(
    `| answered in: p50, p99, at most | ${at(0.5)} ms, ${at(0.99)} ms, ${at(1)} ms (bar of p99: ${BARS.p99Ms} ms) |`,
  );
  print(`| of that the sender's own delay, p99 | ${Math.round(ownDelay.percentile(99) / 1e6)} ms |`);
  print(`| of those applied, ${seconds} s after the end | ${good.keys.length - missing} |`);
  print(
    `| memory of all processes, PostgreSQL aside: idle, at most | ${idle} MiB, ${memory} MiB (bar: ${BARS.memoryMib} MiB) |`,
  );
  print(`| killed: pages, worker, PostgreSQL | ${pages} ×, ${worker} ×, ${postgres} × |`);
  print(`| the server itself | ${stays ? 'ran throughout' : 'ended'} |`);
  progress(struck.map(({ name, times: count }) => `${count} × ${name}`).join('; '));
  failed = good.failures.size > 0 || missing > 0 || at(0.99) > BARS.p99Ms || memory > BARS.memoryMib || !stays;
} finally {
  await end(server);
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

async function whenReady(child: ChildProcess): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error('The server ended while it started');
    const answer = await fetch(`${url}/icon.svg`).catch(() => null);
    if (answer?.status === 200) return sleep(3_000);
    await sleep(250);
  }
}

async function tellProgress(signal: AbortSignal): Promise<number> {
  const begun = Date.now();
  while (!signal.aborted) {
    await sleep(15_000, undefined, { signal }).catch(() => {});
    progress(`${Math.round((Date.now() - begun) / 1_000)} s: ${memoryOf(pid)} MiB (${memoryByProcess(pid)})`);
  }
  return 0;
}

/** The number of events with these keys that are not applied once the inbox is empty, or after the time limit. */
async function unapplied(keys: readonly string[]): Promise<number> {
  const sql = openSql(ownerUrl(dataDir), { max: 1 });
  try {
    const deadline = Date.now() + DRAIN_MS;
    let left = Number.POSITIVE_INFINITY;
    while (Date.now() < deadline) {
      left = await countUnapplied(sql, keys);
      if (left === 0) return 0;
      progress(`${left} good events are not applied yet`);
      await sleep(2_000);
    }
    return left;
  } finally {
    await sql.end();
  }
}

/** The current URL of the server's embedded PostgreSQL. */
function ownerUrl(folder: string): string {
  const password = readFileSync(join(folder, 'postgres', 'password'), 'utf8').trim();
  const databasePort = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgres://fairlead:${password}@127.0.0.1:${databasePort}/postgres`;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([ended, sleep(30_000)]);
  if (child.exitCode === null) child.kill('SIGKILL');
  const postgres = processOf(pid, 'postgres')?.pid;
  if (postgres !== undefined) process.kill(postgres, 'SIGINT');
}
