import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Misconfigured } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { ProcessVitals } from '#lib/vitals.ts';
import { COMPILE_CACHE } from './compile-cache.ts';
import type { FromChild, OwnVitals, ToChild } from './messages.ts';

/** A part of Fairlead that runs as a child process. */
export type ProcessSpec = {
  role: string;
  /** The file that the process runs. */
  entry: string;
  /** Its whole environment. */
  env: Readonly<Record<string, string | undefined>>;
  /** Limit of the JavaScript heap, MiB; a process that needs more ends and is started again. */
  heapMb: number;
  /** Limit of its whole memory, MiB; above it for five heartbeats it is stopped and started again. */
  rssMb: number;
  /** It is not started again. */
  once?: boolean;
  /** Its standard output is not shown. The log is on standard error. */
  silent?: boolean;
  /** A process without a heartbeat for this long, in milliseconds, is killed and started again. */
  silenceMs?: number;
};

export type Supervised = {
  /**
   * Resolves when the process is first ready, with the variables that it generated; rejects with `Misconfigured` if no attempt
   * can succeed.
   */
  ready: Promise<Readonly<Record<string, string>>>;
  /** Whether it is ready now. */
  isReady(): boolean;
  vitals(): ProcessVitals | null;
  send(message: ToChild): void;
  /** Stops it and waits for its end. Rejects if it did not end cleanly. */
  stop(): Promise<void>;
};

const HEARTBEAT_TIMEOUT_MS = 30_000;
/** Until it is ready a process loads its modules, without a heartbeat. On a busy machine that takes minutes. */
const START_TIMEOUT_MS = 180_000;
const CHECK_INTERVAL_MS = 1_000;
const MAX_OVER_LIMIT_BEATS = 5;
/** Pause before the first restart; doubles with each further one within a minute. */
const RESTART_MS = { first: 200, max: 5_000, resetAfter: 60_000 };
/** Longer than the timeout of the child itself. */
const STOP_TIMEOUT_MS = 9_000;

/** The current child and its state. */
type Child = {
  process: ChildProcess;
  heartbeatAt: number;
  overLimitBeats: number;
  ready: boolean;
  vitals: OwnVitals | null;
};

/**
 * Keeps a part running: starts it, restarts it when it ends, kills it when it hangs, and replaces it when it uses too much
 * memory. Other parts are not affected. `onMessage` gets the messages that are not about the process itself.
 */
export function supervise(part: ProcessSpec, onMessage: (message: FromChild) => void = () => {}): Supervised {
  let child: Child | null = null;
  let stopping = false;
  let restarts = 0;
  let delayMs = RESTART_MS.first;
  const first = Promise.withResolvers<Readonly<Record<string, string>>>();
  first.promise.catch(() => {});

  const receive = (of: Child, message: FromChild) => {
    of.heartbeatAt = Date.now();
    if (message.type === 'vitals') of.vitals = message.vitals;
    else if (message.type === 'ready') {
      of.ready = true;
      first.resolve(message.variables ?? {});
    } else if (message.type === 'failed') {
      log.error({ process: part.role, problems: message.problems }, 'a process could not start');
      if (message.final) first.reject(new Misconfigured(message.problems));
    }
    onMessage(message);
  };

  const start = () => {
    const begunAt = Date.now();
    const own: Child = { process: launch(part), heartbeatAt: begunAt, overLimitBeats: 0, ready: false, vitals: null };
    child = own;
    own.process.on('message', (message: FromChild) => receive(own, message));
    own.process.on('error', (error) => log.error({ process: part.role, reason: error.message }, 'a process failed'));
    own.process.once('exit', (code, signal) => {
      own.ready = false;
      if (stopping) return;
      if (part.once) return first.reject(new Error(`The ${part.role} process ended (${signal ?? code})`));
      restarts += 1;
      if (Date.now() - begunAt > RESTART_MS.resetAfter) delayMs = RESTART_MS.first;
      log.error({ process: part.role, code, signal, restarts }, 'a process ended; restarting');
      setTimeout(() => !stopping && start(), delayMs);
      delayMs = Math.min(delayMs * 2, RESTART_MS.max);
    });
  };

  start();
  const timer = setInterval(() => child && check(part, child), CHECK_INTERVAL_MS);
  timer.unref();
  return {
    ready: first.promise,
    isReady: () => child?.ready ?? false,
    vitals: () => (child?.vitals ? { role: part.role, restarts, ...child.vitals } : null),
    send: (message) => child?.process.connected && child.process.send(message, () => {}),
    async stop() {
      stopping = true;
      clearInterval(timer);
      if (child) await endCleanly(part.role, child.process);
    },
  };
}

/**
 * glibc keeps freed memory, in an arena for each thread. With two arenas, and socket buffers mapped one by one, it is returned to
 * the system.
 */
const MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '131072' };

/** Up to this size the heap grows without a collection. With less, loading the program costs an eighth more processor time. */
const START_HEAP_MB = 160;

function launch({ entry, env, heapMb, silent = false }: ProcessSpec): ChildProcess {
  return fork(entry, [], {
    // Names from outside are never property names. If one were, it could not reach a prototype by this name.
    execArgv: [
      '--disable-proto=delete',
      `--max-old-space-size=${heapMb}`,
      `--initial-old-space-size=${Math.min(START_HEAP_MB, heapMb)}`,
      '--max-semi-space-size=8',
    ],
    env: { ...(env as NodeJS.ProcessEnv), ...MALLOC, NODE_COMPILE_CACHE: COMPILE_CACHE },
    stdio: ['ignore', silent ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
}

/** Ends a child that hangs or uses too much memory. Its work is rolled back or requested again. */
function check({ role, rssMb, silenceMs = HEARTBEAT_TIMEOUT_MS }: ProcessSpec, child: Child): void {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  const silentMs = Date.now() - child.heartbeatAt;
  if (silentMs > (child.ready ? silenceMs : Math.max(silenceMs, START_TIMEOUT_MS))) {
    log.error({ process: role, silentMs }, 'a process hangs; killing and restarting');
    child.process.kill('SIGKILL');
    return;
  }
  const rss = child.vitals?.rssBytes ?? 0;
  child.overLimitBeats = rss > rssMb * 1024 * 1024 ? child.overLimitBeats + 1 : 0;
  if (child.overLimitBeats !== MAX_OVER_LIMIT_BEATS) return;
  log.warn({ process: role, rssMb: Math.round(rss / 1024 / 1024) }, 'a process uses too much memory; restarting');
  void endChild(child.process);
}

/** Stops a running child. Rejects if it had to be killed or reported that a part of it did not stop. */
async function endCleanly(role: string, child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await endChild(child);
  if (child.exitCode !== 0) throw new Error(`the ${role} process ended with ${child.signalCode ?? child.exitCode}`);
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  if (child.connected) child.send({ type: 'stop' } satisfies ToChild, () => {});
  const late = new AbortController();
  const kill = sleep(STOP_TIMEOUT_MS, undefined, { signal: late.signal }).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  await ended;
  late.abort();
  await kill;
}
