import { readdirSync, readFileSync } from 'node:fs';

export type Process = { pid: number; parent: number; command: string; rssKb: number };

/** A process and its descendants. Reads `/proc`. */
export function family(root: number): Process[] {
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

export type PartName = 'pages' | 'worker' | 'postgres';

/** The process of one part of a server, by its command line. */
export function processOf(server: number, part: PartName): Process | undefined {
  const wanted = part === 'postgres' ? /bin\/postgres -D/ : new RegExp(`${part}-process\\.ts`);
  return family(server).find(({ command }) => wanted.test(command) && !command.startsWith('/bin/sh'));
}
