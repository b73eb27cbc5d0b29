import type { Sql } from '#db/client.ts';
import { cpuClock } from './cpu.ts';
import { type Work, workOf } from './work.ts';

/** Something that a page, a program or a timer does: its name in the table, its limit in milliseconds, and how to do it. */
export type Call = { name: string; within: number; run: () => Promise<unknown> };

/**
 * A measured call, in milliseconds; `p95` of one that is done once is its time. `cpu` is the mean of what it and its connections used, null
 * if unknown; `work` is null for one that writes.
 */
export type Measured = Pick<Call, 'name' | 'within'> & {
  p50: number;
  p95: number;
  cpu: number | null;
  work: Work | null;
};

const WARM = 2;
const TIMES = 20;

/** A call that takes longer than so many times its limit is not repeated: it is over it, whatever else the machine does. */
const HOPELESS = 10;

/** Measures calls that only read by `client`, one after the other; `sql` is another connection, which explains what they read. */
export async function measureCalls(
  { client, sql }: { client: Sql; sql: Sql },
  calls: readonly Call[],
  note: (line: string) => void,
): Promise<Measured[]> {
  const measured: Measured[] = [];
  const clock = await cpuClock(client);
  for (const { name, within, run } of calls) {
    const times: number[] = [];
    const used: number[] = [];
    for (let turn = 0; turn < WARM + TIMES; turn += 1) {
      const before = clock?.() ?? 0;
      const time = await timeOf(run);
      if (turn >= WARM || time > HOPELESS * within) {
        times.push(time);
        used.push((clock?.() ?? 0) - before);
      }
      if (time > HOPELESS * within) break;
    }
    const cpu = clock && round(used.reduce((sum, one) => sum + one, 0) / used.length);
    measured.push({ name, within, ...percentiles(times), cpu, work: await workOf(client, sql, run) });
    note(rowOf(measured.at(-1)));
  }
  return measured;
}

/** The milliseconds that something takes. */
export async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await run();
  return performance.now() - begun;
}

/** p50 and p95 of times, to a tenth. */
export function percentiles(times: readonly number[]): { p50: number; p95: number } {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.floor(sorted.length * share)] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

const round = (time: number) => Math.round(time * 10) / 10;

/** Whether a call missed its limit. Where the CPU time is known it decides, since other work on the machine is in all other times. */
export function isMissed({ within, p95, cpu }: Measured): boolean {
  return (cpu ?? p95) > within;
}

/** The head of a table of measured calls. */
export const HEAD =
  '| | limit | p50 | p95 | CPU | CPU of the limit | rows | pages |\n|---|---|---|---|---|---|---|---|';

/** A row of the table. */
export function rowOf(measured: Measured | undefined): string {
  if (!measured) return '';
  const { name, within, p50, p95, cpu, work } = measured;
  const ofLimit = cpu === null ? '' : (cpu / within).toFixed(2);
  const cells = [name, `${within} ms`, `${p50} ms`, `${p95} ms`, cpu === null ? '' : `${cpu} ms`, ofLimit];
  const read = [work?.rows ?? '', work?.pages ?? ''];
  return `| ${[...cells, ...read].join(' | ')} |`;
}
