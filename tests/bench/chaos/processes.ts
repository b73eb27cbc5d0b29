import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

type Process = { pid: number; parent: number; command: string; rssKb: number };

/** The processes below one, itself included. Reads `/proc`. */
function family(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => read(Number(name)) ?? []);
  const found = all.filter(({ pid }) => pid === root);
  for (const { pid } of found) found.push(...all.filter(({ parent }) => parent === pid));
  return found;
}

function read(pid: number): Process | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const number = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return { pid, parent: number('PPid'), command, rssKb: number('VmRSS') };
  } catch {
    return null;
  }
}

const isOurs = ({ command }: Process) => !command.includes('postgres');

/** Resident memory of all processes of the server, PostgreSQL aside, MiB. */
export function memoryOf(pid: number): number {
  return Math.round(
    family(pid)
      .filter(isOurs)
      .reduce((sum, { rssKb }) => sum + rssKb, 0) / 1024,
  );
}

/** Process id of one part, by what stands in its command line. */
export function pidOf(server: number, part: 'pages' | 'worker' | 'postgres'): number | undefined {
  const wanted = part === 'postgres' ? /bin\/postgres -D/ : new RegExp(`${part}-process\\.ts`);
  return family(server).find(({ command }) => wanted.test(command) && !command.startsWith('/bin/sh'))?.pid;
}

export type Killing = { part: 'pages' | 'worker' | 'postgres'; everyMs: number };

/** Kills one part again and again, as the kernel would that lacks memory. Returns how often. */
export async function killRepeatedly(server: number, { part, everyMs }: Killing, signal: AbortSignal): Promise<number> {
  let kills = 0;
  for (;;) {
    await sleep(everyMs, undefined, { signal }).catch(() => {});
    if (signal.aborted) return kills;
    const pid = pidOf(server, part);
    if (pid === undefined) continue;
    process.kill(pid, 'SIGKILL');
    kills += 1;
  }
}

/** The most memory that the server held until the signal, MiB, looked at twice a second. */
export async function watchMemory(server: number, signal: AbortSignal): Promise<number> {
  let most = 0;
  while (!signal.aborted) {
    most = Math.max(most, memoryOf(server));
    await sleep(500, undefined, { signal }).catch(() => {});
  }
  return most;
}
