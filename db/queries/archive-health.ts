import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

/** The archive of webhooks; ages in seconds. */
export type ArchiveHealth = {
  /** Age of the oldest webhook whose body is in the database; null if there is none. */
  oldestBodySeconds: number | null;
  /** Since the last run that did everything; null before the first. */
  lastFinishedSeconds: number | null;
  /** Whether the last run failed; the log says why. */
  failed: boolean;
};

/** Reads the index of stored bodies and one row. */
export async function archiveHealth(db: Database): Promise<ArchiveHealth> {
  const [row] = await db.execute<{ oldest: string | null; last: string | null; failed: boolean | null }>(sql`
    select (select extract(epoch from now() - min(received_at)) from deliveries where body is not null) as oldest,
      (select extract(epoch from now() - finished_at) from archive_status) as last,
      (select failed_at is not null from archive_status) as failed`);
  const seconds = (text: string | null | undefined) => (text == null ? null : Math.max(0, Math.round(Number(text))));
  return {
    oldestBodySeconds: seconds(row?.oldest),
    lastFinishedSeconds: seconds(row?.last),
    failed: row?.failed ?? false,
  };
}
