import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** Shortest time between two writes. */
const WRITE_INTERVAL_MS = 5_000;

const worker = randomUUID();
let notedAt = 0;

/** Records that this process settled events just now. Never throws: a missing record shows that processing has stopped. */
export async function noteProgress(sql: Sql): Promise<void> {
  if (Date.now() - notedAt < WRITE_INTERVAL_MS) return;
  notedAt = Date.now();
  try {
    await sql`
      with gone as (delete from worker_progress where progressed_at < now() - interval '7 days')
      insert into worker_progress (worker, progressed_at) values (${worker}, now())
      on conflict (worker) do update set progressed_at = excluded.progressed_at`;
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'progress was not recorded');
  }
}
