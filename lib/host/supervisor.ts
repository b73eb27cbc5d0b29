import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Misconfigured } from '#lib/errors.ts';
import { log } from '#lib/log.ts';
import type { ProcessVitals } from '#lib/vitals.ts';
import type { FromChild, OwnVitals, ToChild } from './messages.ts';

/** A part of Fairlead that runs in a process of its own. */
export type ProcessSpec = {
  role: string;
  /** The file that the process runs. */
  entry: string;
  /** All of its environment. */
  env: Readonly<Record<string, string | undefined>>;
  /** The JavaScript heap at most, MiB; a process that needs more ends and is started again. */
  heapMb: number;
  /** All of its memory at most, MiB; above it for five beats it is asked to end and started again. */
  rssMb: number;
  /** It is not started again. */
  once?: boolean;
  /** What it prints for people is not shown. The log stands on standard error. */
  silent?: boolean;
  /** A process that says nothing for so long hangs, milliseconds: it is killed and started again. */
  silenceMs?: number;
};

export type Supervised = {
  /** Resolves when the process is ready for the first time, with the settings that it made; rejects with `Misconfigured` when no attempt can succeed. */
  ready: Promise<Readonly<Record<string, string>>>;
  /** Whether it is ready at this moment. */
  isReady(): boolean;
  vitals(): ProcessVitals | null;
  send(message: ToChild): void;
  /** Asks it to end and waits until it has. Rejects when it did not end cleanly. */
  stop(): Promise<void>;
};

const SILENCE_MS = 30_000;
const LOOK_MS = 1_000;
const BEATS_OVER = 5;
/** Until the first restart; doubles with each that follows within a minute. */
const RESTART_MS = { first: 200, most: 5_000, forgiven: 60_000 };
/** Longer than a child gives itself. */
const STOP_WITHIN_MS = 9_000;

/** The child of the moment and what is known of it. */
type Child = { process: ChildProcess; heardAt: number; beatsOver: number; ready: boolean; vitals: OwnVitals | null };

/**
 * Keeps a part running: starts it, starts it again when it ends, kills it when it hangs, and replaces it when it holds too
 * much memory. The other parts are not touched by any of that. `onMessage` hears what is not about the process itself.
 */
export function supervise(part: ProcessSpec, onMessage: (message: FromChild) => void = () => {}): Supervised {
  let child: Child | null = null;
  let stopping = false;
  let restarts = 0;
  let delayMs = RESTART_MS.first;
  const first = Promise.withResolvers<Readonly<Record<string, string>>>();
  first.promise.catch(() => {});

  const receive = (of: Child, message: FromChild) => {
    of.heardAt = Date.now();
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
    const own: Child = { process: launch(part), heardAt: begunAt, beatsOver: 0, ready: false, vitals: null };
    child = own;
    own.process.on('message', (message: FromChild) => receive(own, message));
    own.process.on('error', (error) => log.error({ process: part.role, reason: error.message }, 'a process failed'));
    own.process.once('exit', (code, signal) => {
      own.ready = false;
      if (stopping) return;
      if (part.once) return first.reject(new Error(`The ${part.role} process ended (${signal ?? code})`));
      restarts += 1;
      if (Date.now() - begunAt > RESTART_MS.forgiven) delayMs = RESTART_MS.first;
      log.error({ process: part.role, code, signal, restarts }, 'a process ended; it is started again');
      setTimeout(() => !stopping && start(), delayMs);
      delayMs = Math.min(delayMs * 2, RESTART_MS.most);
    });
  };

  start();
  const timer = setInterval(() => child && check(part, child), LOOK_MS);
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
 * glibc keeps what was freed for later, in an arena for each thread. With two arenas, and buffers of the size that sockets are
 * read into mapped one by one, it goes back to the system instead.
 */
const MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_TRIM_THRESHOLD_: '131072' };

function launch({ entry, env, heapMb, silent = false }: ProcessSpec): ChildProcess {
  return fork(entry, [], {
    // Names from outside are never property names; should one slip through, it reaches no prototype by this name.
    execArgv: ['--disable-proto=delete', `--max-old-space-size=${heapMb}`, '--max-semi-space-size=8'],
    env: { ...(env as NodeJS.ProcessEnv), ...MALLOC },
    stdio: ['ignore', silent ? 'ignore' : 'inherit', 'inherit', 'ipc'],
    serialization: 'advanced',
  });
}

/** Ends a child that hangs or holds too much. What it had in hand is rolled back or asked for again. */
function check({ role, rssMb, silenceMs = SILENCE_MS }: ProcessSpec, child: Child): void {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return;
  const silentMs = Date.now() - child.heardAt;
  if (silentMs > silenceMs) {
    log.error({ process: role, silentMs }, 'a process hangs; it is killed and started again');
    child.process.kill('SIGKILL');
    return;
  }
  const rss = child.vitals?.rssBytes ?? 0;
  child.beatsOver = rss > rssMb * 1024 * 1024 ? child.beatsOver + 1 : 0;
  if (child.beatsOver !== BEATS_OVER) return;
  log.warn({ process: role, rssMb: Math.round(rss / 1024 / 1024) }, 'a process holds too much memory; it is replaced');
  void endChild(child.process);
}

/** Ends a child that runs. Rejects when it had to be killed or said that a part of it did not stop. */
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
  const kill = sleep(STOP_WITHIN_MS, undefined, { signal: late.signal }).then(
    () => child.kill('SIGKILL'),
    () => {},
  );
  await ended;
  late.abort();
  await kill;
}
