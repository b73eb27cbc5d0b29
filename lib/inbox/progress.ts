import { randomUUID } from 'node:crypto';
import type { Sql } from '#db/client.ts';
import { messageOf } from '#lib/errors.ts';
import { log } from '#lib/log.ts';

/** Noted this often at most, milliseconds. */
const PACE_MS = 5_000;

const worker = randomUUID();
let notedAt = 0;

/** Notes that this process settled events just now. Never throws: what it is for is to show that nothing goes on. */
export async function noteProgress(sql: Sql): Promise<void> {
  if (Date.now() - notedAt < PACE_MS) return;
  notedAt = Date.now();
  try {
    await sql`
      with gone as (delete from worker_progress where progressed_at < now() - interval '7 days')
      insert into worker_progress (worker, progressed_at) values (${worker}, now())
      on conflict (worker) do update set progressed_at = excluded.progressed_at`;
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'progress was not noted');
  }
}
