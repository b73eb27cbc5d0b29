import { readFileSync } from 'node:fs';
import type { Sql } from '#db/client.ts';

/** The CPU time that this process and the processes of some connections have used, in milliseconds. */
export type CpuClock = () => number;

/**
 * A clock of the CPU time of this process and of the connections of a pool, which are all opened first. Other work on the machine is not in
 * it. Null where the kernel does not tell it, or PostgreSQL is elsewhere.
 */
export async function cpuClock(client: Sql): Promise<CpuClock | null> {
  const most = client.options.max;
  const opened = await Promise.all(
    Array.from({ length: most }, () => client<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.05)`),
  );
  const pids = [...new Set(opened.flatMap((rows) => rows.map(({ pid }) => pid)))];
  const clock = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000 + pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
  };
  try {
    clock();
    return clock;
  } catch {
    return null;
  }
}

/** Milliseconds on a CPU, which the kernel counts in nanoseconds. */
function cpuOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
}
