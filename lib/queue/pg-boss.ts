import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { Sql, Transaction } from '#db/client.ts';
import { log } from '#lib/log.ts';
import type { Job, JobKind, Priority, Queue } from './contract.ts';
import { pollingConsumer } from './polling-consumer.ts';
import { repeat } from './repeat.ts';
import { type TakeOver, takeOverJobs } from './take-over.ts';

/** Jobs must not expire before they complete: ten years. */
const JOB_RETENTION_SECONDS = 10 * 365 * 86_400;

const PRIORITY: Record<Priority, number> = { live: 0, background: -1 };
const RANGE = { live: { minPriority: 0 }, background: { maxPriority: -1 } } as const;

/** The queue of the dead letters of a kind. */
const deadLetterQueueOf = (kind: JobKind) => `${kind.name}-dead`;

/** Runs the SQL of pg-boss, text with positional values, on our driver inside the caller's transaction. */
function onTransaction(tx: Transaction) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      // The cast: pg-boss passes JSON text, scalars and arrays of text, which the driver accepts.
      const rows = await tx.unsafe(text, values as Parameters<Sql['unsafe']>[1], { prepare: true });
      return { rows: [...rows] };
    },
  };
}

/** Creates or migrates pg-boss's own tables, in the schema `pgboss`, and declares the queues. */
export async function installPgBoss(url: string, kinds: readonly JobKind[]): Promise<void> {
  const boss = connect(url, { max: 1, supervise: false });
  try {
    await boss.start();
    for (const kind of kinds) await declareQueue(boss, kind);
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}

/** pg-boss opens connections of its own for its maintenance; our calls run on the caller's connection. */
function connect(url: string, options: ConstructorOptions): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'fairlead-queue',
    schedule: false,
    monitorVacuum: false,
    ...options,
  });
  boss.on('error', (error) => log.warn({ reason: error.message }, 'queue maintenance failed; it is retried'));
  return boss;
}

/** Opens the queue on pg-boss, which `installPgBoss` has installed. */
export async function openPgBoss(url: string, options: { supervise: boolean }): Promise<Queue> {
  const boss = connect(url, { max: 2, migrate: false, createSchema: false, ...options });
  await boss.start();
  const takingOver = options.supervise ? takeOverJobs(url, moveFromRows(boss)) : undefined;
  const fetchJobs = fetcherOf(boss);
  return {
    async enqueue(tx, kind, data, priority = 'live') {
      if (data.length === 0) return;
      const jobs = data.map((one) => ({ data: one, priority: PRIORITY[priority] }));
      await boss.insert(kind.name, jobs, { db: onTransaction(tx) });
    },
    async insertJobsSql(kind, data, parameter) {
      let captured = { text: '', value: '' };
      const listener = {
        async executeSql(text: string, [value]: unknown[] = []) {
          captured = { text: text.replaceAll('$1', () => parameter), value: String(value) };
          return { rows: [] };
        },
      };
      await boss.insert(kind.name, data.map(asJob), { db: listener });
      return captured;
    },
    fetch: (tx, kind, limit, priority) => fetchJobs(tx, kind.name, limit, priority),
    fetchDeadLetters: async (tx, kind, limit) => {
      const dead = await fetchJobs(tx, deadLetterQueueOf(kind), limit);
      if (dead.length > 0)
        await boss.deleteJob(
          deadLetterQueueOf(kind),
          dead.map((job) => job.id),
          { db: onTransaction(tx) },
        );
      return dead as never;
    },
    // Deleted, not kept as completed: the events tell what became of them, and a table of all jobs ever done slows every fetch.
    async complete(tx, kind, ids) {
      if (ids.length > 0) await boss.deleteJob(kind.name, [...ids], { db: onTransaction(tx) });
    },
    async fail(tx, kind, id, reason) {
      await boss.fail(kind.name, id, { reason }, { db: onTransaction(tx) });
    },
    secondsDue,
    consume: ({ concurrency }, work) => pollingConsumer(concurrency, work),
    schedule: ({ name, everyMs, act }) => repeat(name, everyMs, act),
    async stop() {
      await takingOver?.stop();
      await boss.stop({ graceful: false, close: true });
    },
  };
}

function fetcherOf(boss: PgBoss) {
  return async <Data>(tx: Transaction, name: string, limit: number, priority?: Priority): Promise<Job<Data>[]> => {
    const options = {
      batchSize: limit,
      includeMetadata: true,
      db: onTransaction(tx),
      ...(priority && RANGE[priority]),
    } as const;
    const jobs = await boss.fetch<Data>(name, options);
    return jobs.map(({ id, data, retryCount }) => ({ id, data, attempt: retryCount + 1 }));
  };
}

type MovedRow = { kind: string; priority: Priority; data: object; due_at: Date; dead: boolean };

/** From `queue_jobs` to pg-boss. The attempts of a job begin anew. */
function moveFromRows(boss: PgBoss): TakeOver {
  return (sql, limit) =>
    sql.begin(async (tx) => {
      const rows = await tx<MovedRow[]>`
        with chosen as materialized (select id from queue_jobs order by id limit ${limit} for update skip locked)
        delete from queue_jobs using chosen where queue_jobs.id = chosen.id
        returning kind, priority, data, coalesce(dead_at, due_at) as due_at, dead_at is not null as dead`;
      const queues = Map.groupBy(rows, ({ kind, dead }) => (dead ? `${kind}-dead` : kind));
      for (const [name, jobs] of queues) {
        const inserted = jobs.map(({ data, priority, due_at }) => ({
          data,
          priority: PRIORITY[priority],
          startAfter: due_at,
        }));
        await boss.insert(name, inserted, { db: onTransaction(tx) });
      }
      return rows.length;
    });
}

async function secondsDue(sql: Sql, kind: JobKind, priority: Priority): Promise<number> {
  const [row] = await sql<{ seconds: string }[]>`
    select extract(epoch from now() - start_after) as seconds from pgboss.job
    where name = ${kind.name} and state in ('created', 'retry') and start_after <= now()
      and ${priority === 'live' ? sql`priority >= 0` : sql`priority < 0`}
    order by start_after limit 1 for update skip locked`;
  return Number(row?.seconds ?? 0);
}

const asJob = (data: object) => ({ data });

async function declareQueue(boss: PgBoss, { name, retries, delay }: JobKind): Promise<void> {
  const dead = `${name}-dead`;
  if (!(await boss.getQueue(dead))) await boss.createQueue(dead, { retryLimit: 0 });
  const settings = {
    retryLimit: retries,
    retryDelay: delay,
    retryBackoff: true,
    deadLetter: dead,
    retentionSeconds: JOB_RETENTION_SECONDS,
  };
  if (await boss.getQueue(name)) await boss.updateQueue(name, settings);
  else await boss.createQueue(name, settings);
}
