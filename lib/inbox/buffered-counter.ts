import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** Different keys kept in memory at most: a stranger must not fill it. */
const LIMIT = 1_000;
const PACE = 2_000;

export type BufferedCounter = { count: (...key: string[]) => void; stop: () => Promise<void> };

/**
 * Counts by key in memory and writes the counts every few seconds: somebody who knocks a thousand times a second costs one row.
 * `write` adds counts to those that are there; counts that could not be written are lost, and the log says so.
 */
export function bufferedCounter(
  sql: Sql,
  write: (sql: Sql, counts: [string[], number][]) => Promise<unknown>,
): BufferedCounter {
  let counts = new Map<string, number>();
  async function flush(): Promise<void> {
    if (counts.size === 0) return;
    const taken = [...counts].map(([key, count]): [string[], number] => [JSON.parse(key) as string[], count]);
    counts = new Map();
    await write(sql, taken).catch((thrown: unknown) =>
      log.warn({ reason: messageOf(thrown), counts: taken.length }, 'counts were not written'),
    );
  }
  const timer = setInterval(flush, PACE);
  timer.unref();
  return {
    count(...parts) {
      const key = JSON.stringify(parts);
      if (counts.size < LIMIT || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
