import type { Sql } from '#db/client.ts';
import { log } from '#lib/log.ts';

/** Different reasons kept in memory at most: a stranger must not fill it. */
const LIMIT = 1_000;

export type Rejections = { count: (provider: string, reason: string) => void; stop: () => Promise<void> };

/**
 * Counts refused requests by provider, reason and minute, in memory, and writes the counts every few seconds: somebody who
 * knocks a thousand times a second costs one row a minute.
 */
export function countRejections(sql: Sql): Rejections {
  let counts = new Map<string, number>();
  async function flush(): Promise<void> {
    if (counts.size === 0) return;
    const taken = counts;
    counts = new Map();
    const rows = [...taken].map(([key, count]) => {
      const [minute, provider, reason] = JSON.parse(key) as [string, string, string];
      return { minute, provider, reason, count };
    });
    try {
      await sql`
        insert into rejections (provider, reason, minute, count)
        select provider, reason, minute, count from json_to_recordset(${JSON.stringify(rows)}::text::json)
          as given(provider text, reason text, minute timestamptz, count int)
        on conflict (provider, reason, minute) do update set count = rejections.count + excluded.count`;
    } catch (thrown) {
      log.warn({ err: thrown, rejections: rows.length }, 'counts of refused requests were not written');
    }
  }
  const timer = setInterval(flush, 2_000);
  timer.unref();
  return {
    count(provider, reason) {
      const key = JSON.stringify([`${new Date().toISOString().slice(0, 16)}:00.000Z`, provider, reason]);
      if (counts.size < LIMIT || counts.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    async stop() {
      clearInterval(timer);
      await flush();
    },
  };
}
