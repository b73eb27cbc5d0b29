import { monthsAgo } from '#db/archive/limit.ts';
import { archiveStore } from '#db/archive/open-store.ts';
import { runArchive } from '#db/archive/run.ts';
import { noteFailed, noteFinished, wasArchivedWithin } from '#db/archive/status.ts';
import type { Sql } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { log } from '#lib/log.ts';
import { type Repeated, repeat } from '#lib/queue/repeat.ts';

/** How often to look whether a run is due, and after how long it is, counted from the last one that did everything. */
const POLL_INTERVAL_MS = 600_000;
const EVERY_HOURS = 24;

/** Archives once a day if `ARCHIVE_AFTER_MONTHS` is set. One of several workers does; a run that failed is repeated after ten minutes. */
export function startArchive(sql: Sql): Repeated {
  return repeat('archiving webhooks', POLL_INTERVAL_MS, (signal) => archiveIfDue(sql, signal));
}

/** Archives unless a run was finished within a day, or the setting is off. Throws what the run throws, after recording it. */
export async function archiveIfDue(sql: Sql, signal?: AbortSignal): Promise<void> {
  const months = env().ARCHIVE_AFTER_MONTHS;
  if (months === undefined || (await wasArchivedWithin(sql, EVERY_HOURS))) return;
  try {
    const options = { store: archiveStore(), before: monthsAgo(months), by: 'worker' };
    const result = await runArchive(sql, { ...options, ...(signal && { signal }) });
    if (result === null || signal?.aborted) return;
    await noteFinished(sql);
    for (const { file, deliveries, bodyBytes, fileBytes } of result.files)
      log.info({ file, deliveries, bodyBytes, fileBytes }, 'archived webhooks');
  } catch (thrown) {
    await noteFailed(sql, thrown);
    throw thrown;
  }
}
