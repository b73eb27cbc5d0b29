import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Misconfigured } from '#lib/errors.ts';
import { choosePaths, type Home } from './embedded-home.ts';
import { lockFolder } from './folder-lock.ts';

export type Embedded = {
  url: string;
  /** The path of the cluster. */
  dataDir: string;
  /** A line for the operator if data or binaries are elsewhere; else null. */
  note: string | null;
  /** Process id of PostgreSQL itself. */
  pid(): number;
  /** Resolves when PostgreSQL ended, however it ended. */
  ended: Promise<void>;
  /** Fast shutdown: running transactions roll back, everything committed stays. */
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The folder of the cluster; created on first use. */
  dataDir: string;
  /** Further settings, `name=value`. */
  settings?: readonly string[];
  /** A fixed port; by default a free one. */
  port?: number;
};

/**
 * PostgreSQL ends with the process that started it, even if that is killed: the shell between them holds a pipe to the process,
 * and shuts the server down when the pipe closes. The pipe is passed as descriptor 3, because background jobs of a shell have no
 * standard input.
 */
const KEEPER = 'exec 3<&0; "$@" </dev/null & pg=$!; (read _ <&3; kill -INT $pg) 2>/dev/null & wait $pg';

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=80',
  'shared_buffers=256MB',
  // After a kill the log is replayed from the last checkpoint; webhooks wait for that.
  'checkpoint_timeout=1min',
  'max_wal_size=1GB',
  'wal_compression=on',
  'log_checkpoints=off',
  'jit=off',
];

/**
 * Starts PostgreSQL on a folder, and creates the cluster on first use. Recovers by itself after a kill: it removes a stale pid
 * file, waits for a server that is shutting down, and uses another port if one is taken.
 *
 * Throws `Misconfigured`, one line, if the machine does not allow it.
 */
export async function startEmbedded({ dataDir, settings = [], port }: EmbeddedOptions): Promise<Embedded> {
  const home = await choosePaths(dataDir);
  const unlock = await lockFolder(dirname(home.cluster));
  try {
    return await startIn(home, unlock, settings, port);
  } catch (thrown) {
    unlock();
    throw thrown;
  }
}

async function startIn(
  home: Home,
  unlock: () => void,
  settings: readonly string[],
  port: number | undefined,
): Promise<Embedded> {
  await endPredecessor(home);
  if (!existsSync(join(home.cluster, 'PG_VERSION'))) initialise(home);
  const password = readFileSync(join(home.cluster, 'password'), 'utf8').trim();
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port ?? (await freePort());
    const running = await launch(home, chosen, [...SETTINGS, ...settings]);
    if (running) return handleOf(home, running, unlock, urlOf(password, chosen));
    if (attempt === 3) throw new Misconfigured([`PostgreSQL does not start: ${endOfLog(home)}`]);
  }
}

function handleOf(home: Home, keeper: ChildProcess, unlock: () => void, url: string): Embedded {
  const ended = new Promise<void>((resolve) =>
    keeper.once('exit', () => {
      unlock();
      resolve();
    }),
  );
  return {
    url,
    dataDir: home.cluster,
    note: home.note,
    pid: () => Number(pidFile(home)[0]),
    ended,
    stop: async () => {
      keeper.ref();
      keeper.stdin?.end();
      await ended;
    },
  };
}

function initialise(home: Home): void {
  mkdirSync(dirname(home.cluster), { recursive: true });
  rmSync(home.cluster, { recursive: true, force: true });
  mkdirSync(home.cluster, { mode: 0o700 });
  const passwordFile = `${home.cluster}.password`;
  writeFileSync(passwordFile, `${randomBytes(18).toString('base64url')}\n`, { mode: 0o600 });
  if (home.owner) {
    chownSync(home.cluster, home.owner.uid, home.owner.gid);
    chownSync(passwordFile, home.owner.uid, home.owner.gid);
  }
  const flags = [
    '--username=fairlead',
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    `--pwfile=${passwordFile}`,
  ];
  try {
    execFileSync(home.initdb, ['-D', home.cluster, ...flags], {
      ...home.owner,
      cwd: '/',
      stdio: 'pipe',
      env: bareEnv(),
    });
  } catch (thrown) {
    const output =
      thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr).trim().split('\n').at(-1) : thrown;
    rmSync(home.cluster, { recursive: true, force: true });
    throw new Misconfigured([
      `PostgreSQL could not make its cluster in ${home.cluster}: ${output}. Set DATABASE_URL to use another.`,
    ]);
  }
  writeFileSync(join(home.cluster, 'password'), readFileSync(passwordFile));
  chmodSync(join(home.cluster, 'password'), 0o600);
  rmSync(passwordFile);
}

/** Starts the server and waits until it accepts connections; null if it ended before, for example because of a taken port. */
async function launch(home: Home, port: number, settings: readonly string[]): Promise<ChildProcess | null> {
  const log = openSync(join(home.cluster, 'server.log'), 'a');
  const options = settings.flatMap((setting) => ['-c', setting]);
  const command = [home.postgres, '-D', home.cluster, '-p', String(port), ...options];
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'sh', ...command], {
    ...home.owner,
    cwd: '/',
    detached: true,
    stdio: ['pipe', log, log],
    env: bareEnv(),
  });
  keeper.stdin?.on('error', () => {});
  let over = false;
  keeper.once('exit', () => {
    over = true;
  });
  const deadline = Date.now() + 60_000;
  while (!over && Date.now() < deadline) {
    // The eighth line of the pid file is the server's state.
    if (pidFile(home)[7]?.trim() === 'ready') {
      keeper.unref();
      return keeper;
    }
    await sleep(25);
  }
  keeper.stdin?.end();
  return null;
}

/** Why it did not start, by the end of its log. */
function endOfLog(home: Home): string {
  const log = join(home.cluster, 'server.log');
  const fatal = readFileSync(log, 'utf8')
    .split('\n')
    .findLast((line) => line.includes('FATAL'));
  return `${fatal?.replace(/^.*FATAL:\s*/, '') ?? 'it does not say why'} (${log})`;
}

/** The URL of the PostgreSQL that another process of this machine runs on a folder; null if none accepts connections. */
export async function findEmbedded(dataDir: string): Promise<string | null> {
  const home = await choosePaths(dataDir);
  const [pid, , , port, , , , state] = pidFile(home);
  if (state?.trim() !== 'ready' || !isPostgres(Number(pid))) return null;
  const password = readFileSync(join(home.cluster, 'password'), 'utf8').trim();
  return urlOf(password, Number(port));
}

function urlOf(password: string, port: number): string {
  return `postgres://fairlead:${password}@127.0.0.1:${port}/postgres`;
}

/** An environment without our variables: they may hold secrets, and `PG…` variables would change the server's behaviour. */
function bareEnv(): NodeJS.ProcessEnv {
  return { NODE_ENV: 'production', PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

function pidFile(home: Home): string[] {
  try {
    return readFileSync(join(home.cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Waits for a server that is shutting down after its parent was killed; removes a stale pid file. */
async function endPredecessor(home: Home): Promise<void> {
  const file = join(home.cluster, 'postmaster.pid');
  for (let waited = 0; existsSync(file); waited += 50) {
    const pid = Number(pidFile(home)[0]);
    if (!isPostgres(pid)) {
      rmSync(file, { force: true });
      return;
    }
    if (waited >= 15_000) {
      throw new Misconfigured([
        `Another Fairlead uses ${home.cluster} (PostgreSQL is process ${pid}). Stop it or set DATA_DIR.`,
      ]);
    }
    await sleep(50);
  }
}

/** Whether a process exists and may be PostgreSQL. If that is unknown, it counts as one, to protect the data. */
function isPostgres(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    // A process of another user exists too.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return true;
  }
}

/** A free TCP port on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
