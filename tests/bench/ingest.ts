import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { freePort } from '#db/embedded.ts';
import { type Load, type LoadOptions, post, SECRET } from './load.ts';

export const TARGETS = ['bare', 'limit', 'listener', 'function', 'processing', 'express'] as const;
export type Target = (typeof TARGETS)[number];
export type IngestResult = { target: Target; perSecond: number; p99AtRate: number | null };

/** The rate at which latencies are compared, in requests a second. */
export const RATE = 1_000;

const CONNECTIONS = 128;

export type IngestOptions = {
  /** An empty database of its own for each target. */
  databaseOf: (target: Target) => Promise<string>;
  rounds: number;
  /** How long one target is measured in one round. */
  seconds: number;
  /** Waits until nothing that an earlier turn left behind is done any more. */
  settle: () => Promise<void>;
  say: (line: string) => void;
};

/**
 * Measures every way to receive: as much as it can take, then its latency at a fixed rate. All stand ready at once and take
 * turns of a few seconds, in reverse order every other round, each after the database has finished what the one before left behind:
 * a function that processes goes on after its turn. A target is worth the mean of its turns, so that a machine which is
 * faster now and slower then is so for all.
 */
export async function measureIngest({
  databaseOf,
  rounds,
  seconds,
  settle,
  say,
}: IngestOptions): Promise<IngestResult[]> {
  const stands: Stand[] = [];
  try {
    for (const target of TARGETS) stands.push(await open(target, await databaseOf(target)));
    // Long enough for V8 to compile what a request passes in Next.
    for (const stand of stands) await take(stand, 6);
    for (let round = 1; round <= rounds; round += 1) {
      const inTurn = round % 2 === 1 ? stands : stands.toReversed();
      for (const stand of inTurn) {
        await settle();
        stand.rates.push((await take(stand, seconds)).perSecond);
      }
      say(
        `round ${round} of ${rounds}: ${stands.map(({ target, rates }) => `${target} ${rates.at(-1)}/s`).join(', ')}`,
      );
    }
    const results: IngestResult[] = [];
    for (const stand of stands) {
      await settle();
      const turns = [await takeSlowly(stand, seconds), await takeSlowly(stand, seconds)];
      const kept = turns.filter(({ perSecond }) => perSecond >= RATE * 0.95).map(({ p99 }) => p99);
      const perSecond = Math.round(stand.rates.reduce((sum, rate) => sum + rate, 0) / stand.rates.length);
      results.push({ target: stand.target, perSecond, p99AtRate: kept.length > 0 ? Math.min(...kept) : null });
    }
    return results;
  } finally {
    for (const { server } of stands) server.kill('SIGKILL');
  }
}

type Stand = { target: Target; server: ChildProcess; url: string; rates: number[]; next: number };

async function open(target: Target, databaseUrl: string): Promise<Stand> {
  const port = await freePort();
  const server = await launch(target, port, databaseUrl);
  return { target, server, url: `http://127.0.0.1:${port}/api/webhooks/flexport`, rates: [], next: 1_000_000 };
}

/** Posts as much as it can take, or so much a second; every turn has events of its own. */
async function turn(
  stand: Stand,
  ahead: number,
  load: Pick<LoadOptions, 'seconds' | 'connections' | 'rate'>,
): Promise<Load> {
  const result = await post({ url: stand.url, from: stand.next, ahead, ...load });
  stand.next += result.sent;
  return result;
}

const take = (stand: Stand, seconds: number) => turn(stand, 25_000 * seconds, { seconds, connections: CONNECTIONS });

const takeSlowly = (stand: Stand, seconds: number) =>
  turn(stand, RATE * (seconds + 1), { seconds, connections: 16, rate: RATE });

function launch(target: Target, port: number, databaseUrl: string): Promise<ChildProcess> {
  const script = target === 'processing' ? 'function' : target;
  const child = fork(join(import.meta.dirname, `targets/${script}.ts`), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      FLEXPORT_WEBHOOK_SECRET: SECRET,
      LOG_LEVEL: 'error',
      ...(target === 'function' && { WORKER_BESIDE: '1' }),
    },
  });
  return new Promise((resolve, reject) => {
    child.once('message', () => resolve(child));
    child.once('exit', (code) => reject(new Error(`${target} ended with ${code}`)));
  });
}
