import { openSql, type Sql } from '#db/client.ts';
import { log } from '#lib/log.ts';
import { type Repeated, repeat } from './repeat.ts';

/** How often to look for jobs of the other engine: a process of before may still enqueue some while it is replaced. */
const INTERVAL_MS = 60_000;
/** Jobs that are moved in one transaction. */
const MOVED_TOGETHER = 1_000;

/** Moves up to `limit` jobs of the other engine to this one, in one transaction. Returns how many. */
export type TakeOver = (sql: Sql, limit: number) => Promise<number>;

/** Moves the jobs that the other engine left behind, at once and every minute. */
export function takeOverJobs(url: string, move: TakeOver): Repeated {
  return repeat('taking over jobs of the other engine', INTERVAL_MS, async () => {
    const sql = openSql(url, { max: 1 });
    try {
      for (let moved = MOVED_TOGETHER; moved === MOVED_TOGETHER; ) {
        moved = await move(sql, MOVED_TOGETHER);
        if (moved > 0) log.info({ moved }, 'jobs of the other engine were taken over');
      }
    } finally {
      await sql.end();
    }
  });
}

/** From pg-boss to `queue_jobs`, with the failed attempts so far. */
export const fromPgBoss: TakeOver = async (sql, limit) => {
  const { count } = await sql`
    with chosen as materialized (
      select name, id from pgboss.job where state in ('created', 'retry') and name !~ '^__pgboss'
      order by created_on limit ${limit} for update skip locked
    ), moved as (
      delete from pgboss.job using chosen where job.name = chosen.name and job.id = chosen.id
      returning job.name, data, priority, retry_count, start_after, created_on
    )
    insert into queue_jobs (kind, priority, data, failures, due_at, dead_at)
    select regexp_replace(name, '-dead$', ''), case when priority < 0 then 'background' else 'live' end, data, retry_count,
      start_after, case when name like '%-dead' then now() end
    from moved order by created_on`;
  return count;
};
