import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { isCancelled } from '../faults.ts';

/** The archive of webhooks; ages in seconds. */
export type ArchiveHealth = {
  /** Age of the oldest webhook whose body is in the database; null if there is none, or the database takes too long to find it. */
  oldestBodySeconds: number | null;
  /** Since the last run that did everything; null before the first. */
  lastFinishedSeconds: number | null;
  /** Whether the last run failed; the log says why. */
  failed: boolean;
};

/** Milliseconds after which the database gives up looking for the oldest body: after a large run it reads past many that have gone. */
const OLDEST_TIMEOUT_MS = 400;

/** Reads one row, and the beginning of the index of stored bodies, for a bounded time. */
export async function archiveHealth(db: Database): Promise<ArchiveHealth> {
  const [oldest, [row]] = await Promise.all([
    oldestBody(db),
    db.execute<{ last: string | null; failed: boolean }>(sql`
      select extract(epoch from now() - finished_at) as last, failed_at is not null as failed from archive_status`),
  ]);
  return { oldestBodySeconds: oldest, lastFinishedSeconds: seconds(row?.last), failed: row?.failed ?? false };
}

async function oldestBody(db: Database): Promise<number | null> {
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select set_config('statement_timeout', ${String(OLDEST_TIMEOUT_MS)}, true)`);
      const [row] = await tx.execute<{ age: string | null }>(sql`
        select extract(epoch from now() - min(received_at)) as age from deliveries where body is not null`);
      return seconds(row?.age);
    });
  } catch (thrown) {
    if (isCancelled(thrown)) return null;
    throw thrown;
  }
}

const seconds = (text: string | null | undefined) => (text == null ? null : Math.max(0, Math.round(Number(text))));
