import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessSpec } from './supervisor.ts';

type Settings = Readonly<Record<string, string | undefined>>;

/** Not passed to child processes: the owner of the database is for migrations only. */
const OWNER = { MIGRATION_DATABASE_URL: undefined };

const entry = (name: string) => join(import.meta.dirname, `${name}-process.ts`);

/** Pages, REST API and sign-in, on a local socket. `withWorker`: a worker runs beside them. */
export function pagesProcess(
  settings: Settings,
  socketPath: string,
  mode: { dev: boolean; withWorker: boolean },
): ProcessSpec {
  const env = {
    ...settings,
    ...OWNER,
    NODE_ENV: mode.dev ? 'development' : 'production',
    PAGES_SOCKET: socketPath,
    PAGES_MODE: mode.dev ? 'dev' : 'built',
    // The gateway sends the client's address; see `lib/host/pages-proxy.ts`.
    FAIRLEAD_FRONT: '1',
    ...(mode.withWorker && { WORKER_BESIDE: '1' }),
  };
  // The development server compiles pages and needs far more memory.
  const { dev } = mode;
  return {
    role: 'pages',
    entry: entry('pages'),
    env,
    heapMb: dev ? 2_048 : 208,
    rssMb: dev ? 4_096 : 480,
    silent: !dev,
  };
}

export function workerProcess(settings: Settings): ProcessSpec {
  return { role: 'worker', entry: entry('worker'), env: { ...settings, ...OWNER }, heapMb: 208, rssMb: 420 };
}

/** The emulated world is not restarted: a second one would not continue the state of the first. */
export function demoProcess(settings: Settings): ProcessSpec {
  return {
    role: 'demo',
    entry: entry('demo'),
    env: { ...settings, ...OWNER },
    heapMb: 1_024,
    rssMb: 2_048,
    once: true,
  };
}

/** A socket that only this user can open, and a function that removes it. */
export function localSocket(): { path: string; remove: () => void } {
  if (process.platform === 'win32') return { path: `\\\\.\\pipe\\fairlead-${process.pid}`, remove: () => {} };
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-pages-'));
  return { path: join(folder, 'http'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
