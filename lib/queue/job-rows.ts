import type { Sql, Transaction } from '#db/client.ts';
import type { Job, JobKind, Priority, Queue } from './contract.ts';

/** The part of the queue that runs in transactions, on the table `queue_jobs`. */
export const jobRows: Omit<Queue, 'consume' | 'schedule' | 'stop'> = {
  async enqueue(tx, kind, data, priority = 'live') {
    if (data.length === 0) return;
    await tx`
      insert into queue_jobs (kind, priority, data, due_at)
      select ${kind.name}, ${priority}, value, now() from json_array_elements(${JSON.stringify(data)}::text::json)`;
  },
  async insertJobsSql(kind, data, parameter) {
    const text = `
      insert into queue_jobs (kind, priority, data, due_at)
      select '${kind.name.replaceAll("'", "''")}', 'live', value, now() from json_array_elements(${parameter}::text::json)`;
    return { text, value: JSON.stringify(data) };
  },
  // A row that this transaction fetched is not fetched again, and is free for others if it rolls back.
  async fetch<Data>(tx: Transaction, kind: JobKind, limit: number, priority: Priority): Promise<Job<Data>[]> {
    const jobs = await tx<Job<Data>[]>`
      with chosen as materialized (
        select id from queue_jobs
        where kind = ${kind.name} and priority = ${priority} and dead_at is null and due_at <= now()::timestamptz(3)
          and fetched_by is distinct from pg_current_xact_id()::text::bigint
        order by due_at, id limit ${limit} for update skip locked
      )
      update queue_jobs set fetched_by = pg_current_xact_id()::text::bigint
      from chosen where queue_jobs.id = chosen.id
      returning queue_jobs.id::text, data, failures + 1 as attempt`;
    return jobs.toSorted((a, b) => Number(BigInt(a.id) - BigInt(b.id)));
  },
  async complete(tx, kind, ids) {
    if (ids.length > 0) await tx`delete from queue_jobs where kind = ${kind.name} and id = any(${[...ids]}::bigint[])`;
  },
  async fail(tx, kind, id, reason) {
    await tx`
      update queue_jobs set failures = failures + 1, reason = ${reason}, hinted_at = null,
        due_at = now() + ${kind.delay} * power(2, least(failures, 15)) * (1 + random()) * interval '1 second',
        dead_at = case when failures >= ${kind.retries} then now() end
      where kind = ${kind.name} and id = ${id}`;
  },
  async fetchDeadLetters<Data>(tx: Transaction, kind: JobKind, limit: number): Promise<Job<Data>[]> {
    return tx<Job<Data>[]>`
      with chosen as materialized (
        select id from queue_jobs where kind = ${kind.name} and dead_at is not null
        order by id limit ${limit} for update skip locked
      )
      delete from queue_jobs using chosen where queue_jobs.id = chosen.id
      returning queue_jobs.id::text, data, failures as attempt`;
  },
  async secondsDue(sql: Sql, kind: JobKind, priority: Priority): Promise<number> {
    const [row] = await sql<{ seconds: string }[]>`
      select extract(epoch from now() - due_at) as seconds from queue_jobs
      where kind = ${kind.name} and priority = ${priority} and dead_at is null and due_at <= now()
      order by due_at limit 1 for update skip locked`;
    return Number(row?.seconds ?? 0);
  },
};
