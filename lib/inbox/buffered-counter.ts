import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** Maximum of different keys in memory, so that unknown senders cannot fill it. */
const MAX_KEYS = 1_000;
const FLUSH_INTERVAL_MS = 2_000;

export type BufferedCounter = { count: (...key: string[]) => void; stop: () => Promise<void> };

/**
 * Counts by key in memory and writes the counts every few seconds, so that a thousand events a second cost one row. `write` adds
 * to the stored counts. Counts that cannot be written are lost, which is logged.
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
  const timer = setInterval(flush, FLUSH_INTERVAL_MS);
  timer.unref();
  return {
    count(...parts) {
      const key = JSON.stringify(parts);
      if (counts.size < MAX_KEYS || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
