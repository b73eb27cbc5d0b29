import { readFileSync } from 'node:fs';
import { family } from '#tests/support/processes.ts';

/** The kernel counts CPU time in hundredths of a second here. */
const TICKS_PER_S = 100;

/** CPU seconds of a process with all its threads; 0 if it has ended. */
export function cpuOf(pid: number): number {
  const [user = 0, system = 0] = statOf(pid).slice(11, 13);
  return (user + system) / TICKS_PER_S;
}

/** CPU seconds of a PostgreSQL: of all its processes, and of those that have ended. */
export function cpuOfPostgres(pid: number): number {
  const [endedUser = 0, endedSystem = 0] = statOf(pid).slice(13, 15);
  const running = family(pid).reduce((sum, one) => sum + cpuOf(one.pid), 0);
  return running + (endedUser + endedSystem) / TICKS_PER_S;
}

/** The numbers of `/proc/<pid>/stat` from the state on. */
function statOf(pid: number): number[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
  } catch {
    return [];
  }
}
