import { setTimeout as sleep } from 'node:timers/promises';
import { family, type PartName, type Process, processOf } from '#tests/support/processes.ts';

const isOurs = ({ command }: Process) => command !== '' && !command.includes('postgres');

/** The resident memory of all processes of the server without PostgreSQL, MiB. */
export function memoryOf(pid: number): number {
  return Math.round(
    family(pid)
      .filter(isOurs)
      .reduce((sum, { rssKb }) => sum + rssKb, 0) / 1024,
  );
}

/** The same as text, by process. */
export function memoryByProcess(pid: number): string {
  const nameOf = ({ command }: Process) => /(\w+)-process\.ts/.exec(command)?.[1] ?? 'gateway';
  return family(pid)
    .filter(isOurs)
    .map((one) => `${nameOf(one)} ${Math.round(one.rssKb / 1024)}`)
    .join(', ');
}

export type Killing = { part: PartName; everyMs: number };

/** Kills one process repeatedly, as the kernel does without memory. Returns how often. */
export async function killRepeatedly(server: number, { part, everyMs }: Killing, signal: AbortSignal): Promise<number> {
  let kills = 0;
  for (;;) {
    await sleep(everyMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return kills;
    const pid = processOf(server, part)?.pid;
    if (pid === undefined) continue;
    process.kill(pid, 'SIGKILL');
    kills += 1;
  }
}

/** The maximum memory of the server until the signal, MiB, measured twice a second. */
export async function watchMemory(server: number, signal: AbortSignal): Promise<number> {
  let most = 0;
  while (!signal.aborted) {
    most = Math.max(most, memoryOf(server));
    await sleep(500, undefined, { signal }).catch(() => {});
  }
  return most;
}
