import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { appRoleUrl } from '#db/app-role.ts';
import { freePort } from '#db/embedded.ts';
import { COMPILE_CACHE } from '#lib/host/compile-cache.ts';
import { PATIENCE_MS } from './await.ts';

const ROOT = join(import.meta.dirname, '../..');

/** The secrets of every test server; the second of each pair is the previous one of a rotation. */
export const SECRETS = {
  flexport: ['whsec-current-0123', 'whsec-previous-0123'],
  mvmnt: ['token-current-0123', 'token-previous-0123'],
} as const;
export const AUTH_SECRET = 'test-auth-secret-0123456789abcdef0123';
export const API_TOKEN = 'api-token-0123456789abcdef';
export const ADMIN = { email: 'ops@example.com', password: 'harbour-light-42' };

/** Which process receives webhooks: the gateway of `server.ts`, or the App Router handler alone. */
export type Entry = 'gateway' | 'route';

export type Server = {
  url: string;
  pid: number;
  output(): string;
  /** The exit code; null while it runs, or after a signal. */
  exitCode(): number | null;
  /** Whether the process has ended, by exit or signal. */
  hasEnded(): boolean;
  /** Sends SIGTERM and waits for the end. */
  stop(): Promise<void>;
  /** Sends SIGKILL and waits for the end. */
  kill(): Promise<void>;
};

export type ServerOptions = {
  /** An external database, by its owner's URL. By default the server starts its own PostgreSQL in `DATA_DIR`. */
  databaseUrl?: string;
  /** Flags of `server.ts`. */
  flags?: string[];
  entry?: Entry;
  port?: number;
  env?: Record<string, string>;
  /** Wait until webhooks are answered, pages are answered, or the worker has printed that it runs. */
  until?: 'gateway' | 'pages' | 'worker';
};

/** Starts the product in a process of its own and waits until it is ready. Without `port`, again if another process took the free one. */
export async function startServer(options: ServerOptions): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOnce(options);
    } catch (thrown) {
      const isTaken = String(thrown).includes('EADDRINUSE');
      if (!isTaken || options.port !== undefined || attempt === 5) throw thrown;
    }
  }
}

/** What the product prints when it is ready; by itself, since something else may answer at its port. */
const READY = { gateway: 'Receiving webhooks on ', pages: 'Ready: ', worker: 'The worker runs' } as const;

async function startOnce({
  databaseUrl,
  entry = 'gateway',
  flags = [],
  port,
  env = {},
  until = 'pages',
}: ServerOptions): Promise<Server> {
  const chosen = port ?? (await freePort());
  const script = entry === 'gateway' ? 'server.ts' : 'tests/support/route-server.ts';
  const child = spawn(process.execPath, [script, ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      NODE_COMPILE_CACHE: COMPILE_CACHE,
      PORT: String(chosen),
      ...(databaseUrl && { DATABASE_URL: appRoleUrl(databaseUrl) }),
      FLEXPORT_WEBHOOK_SECRET: SECRETS.flexport.join(','),
      MVMNT_WEBHOOK_TOKEN: SECRETS.mvmnt.join(','),
      API_TOKEN,
      AUTH_SECRET,
      CRON_SECRET: 'cron-secret-0123456789',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      LOG_LEVEL: 'warn',
      // The same tests over a shared cache, or with the other engine: `QUEUE=bullmq REDIS_URL=redis://127.0.0.1:6379 npm test`.
      ...(process.env.REDIS_URL && { REDIS_URL: process.env.REDIS_URL }),
      ...(process.env.QUEUE && { QUEUE: process.env.QUEUE }),
      ...env,
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const url = `http://127.0.0.1:${chosen}`;
  if (entry === 'gateway') await saying(child, READY[until], () => output);
  else await answering(child, `${url}/api/webhooks/unknown`, () => output);
  return {
    url,
    pid: child.pid ?? 0,
    output: () => output,
    exitCode: () => child.exitCode,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    stop: () => endWith(child, 'SIGTERM'),
    kill: () => endWith(child, 'SIGKILL'),
  };
}

async function saying(child: ChildProcess, line: string, output: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!output().includes(line)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended:\n${output()}`);
    if (Date.now() > deadline) return giveUp(child, output);
    await sleep(50);
  }
}

async function answering(child: ChildProcess, url: string, output: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`The server ended:\n${output()}`);
    const response = await fetch(url, { method: 'POST' }).catch(() => null);
    if (response && response.status !== 503) return;
    await sleep(50);
  }
  giveUp(child, output);
}

function giveUp(child: ChildProcess, output: () => string): never {
  child.kill('SIGKILL');
  throw new Error(`The server does not become ready:\n${output()}`);
}

function endWith(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}
