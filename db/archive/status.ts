import { messageOf } from '#lib/errors.ts';
import type { Sql } from '../client.ts';

/** Whether a run was finished within the given hours, by any process. */
export async function wasArchivedWithin(sql: Sql, hours: number): Promise<boolean> {
  const [row] = await sql<{ recent: boolean }[]>`
    select finished_at > now() - make_interval(hours => ${hours}) and failed_at is null as recent from archive_status`;
  return row?.recent ?? false;
}

/** Records that a run did everything. */
export async function noteFinished(sql: Sql): Promise<void> {
  await sql`
    insert into archive_status (finished_at) values (now())
    on conflict (single) do update set finished_at = now(), error = null, failed_at = null`;
}

/** Records why a run failed. */
export async function noteFailed(sql: Sql, thrown: unknown): Promise<void> {
  const error = messageOf(thrown).slice(0, 2_000);
  await sql`
    insert into archive_status (error, failed_at) values (${error}, now())
    on conflict (single) do update set error = ${error}, failed_at = now()`;
}
