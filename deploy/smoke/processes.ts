import { type ChildProcess, spawn } from 'node:child_process';

export type Running = {
  name: string;
  pid: number;
  /** What it printed so far, both streams. */
  output(): string;
  /** Sends a signal and waits for the end. Resolves to the exit code; null after a signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Waits for the end by itself. */
  ended: Promise<number | null>;
};

/** `env` is the whole environment besides `PATH` and `NODE_ENV`. */
type Options = { cwd?: string; env?: Readonly<Record<string, string>> };

const all: Running[] = [];

/** Starts a program. It is killed with `endAll` if it still runs then. */
export function start(name: string, program: string, args: readonly string[], options: Options = {}): Running {
  const child: ChildProcess = spawn(program, [...args], {
    ...options,
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output = (output + chunk).slice(-20_000);
    });
  }
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
  });
  ended.catch(() => {});
  const running: Running = {
    name,
    pid: child.pid ?? 0,
    output: () => output,
    ended,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  all.push(running);
  return running;
}

/** Kills what still runs, the last started first. */
export async function endAll(): Promise<void> {
  for (const running of all.reverse()) await running.end('SIGKILL').catch(() => null);
}

/** The last lines that each process printed, to explain a failure. */
export function lastOutput(): string {
  return all.map(({ name, output }) => `--- ${name}\n${output().split('\n').slice(-8).join('\n')}`).join('\n');
}
