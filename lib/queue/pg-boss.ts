import { type ConstructorOptions, PgBoss } from 'pg-boss';
import type { Sql, Transaction } from '#db/client.ts';
import { log } from '#lib/log.ts';
import type { Job, JobKind, Priority, Queue } from './contract.ts';

/** A job waits as long as it takes: ten years, in seconds. What it is about must not stay undone because a queue forgot. */
const JOB_RETENTION_SECONDS = 10 * 365 * 86_400;

const PRIORITY: Record<Priority, number> = { live: 0, background: -1 };
const RANGE = { live: { minPriority: 0 }, background: { maxPriority: -1 } } as const;

/** Where the dead letters of a kind lie. */
const deadLetterQueueOf = (kind: JobKind) => `${kind.name}-dead`;

/** pg-boss speaks SQL text with positional values; this hands it to our driver, inside the caller's transaction. */
function onTransaction(tx: Transaction) {
  return {
    async executeSql(text: string, values: unknown[] = []) {
      // The driver wants its own type for parameters; pg-boss passes JSON text, scalars and arrays of text.
      const rows = await tx.unsafe(text, values as Parameters<Sql['unsafe']>[1], { prepare: true });
      return { rows: [...rows] };
    },
  };
}

/** Makes or migrates pg-boss's own tables, in the schema `pgboss`, and declares the queues. */
export async function installPgBoss(url: string, kinds: readonly JobKind[]): Promise<void> {
  const boss = connect(url, { max: 1, supervise: false });
  try {
    await boss.start();
    for (const kind of kinds) await declareQueue(boss, kind);
  } finally {
    await boss.stop({ graceful: false, close: true });
  }
}

/** Its upkeep has connections of its own; what we ask of it runs on ours. */
function connect(url: string, options: ConstructorOptions): PgBoss {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'fairlead-queue',
    schedule: false,
    monitorVacuum: false,
    ...options,
  });
  boss.on('error', (error) => log.warn({ reason: error.message }, 'queue upkeep failed; it tries again'));
  return boss;
}

/** The queue on pg-boss, installed before. */
export async function openPgBoss(url: string, options: { supervise: boolean }): Promise<Queue> {
  const boss = connect(url, { max: 2, migrate: false, createSchema: false, ...options });
  await boss.start();
  const take = async <Data>(
    tx: Transaction,
    name: string,
    limit: number,
    priority?: Priority,
  ): Promise<Job<Data>[]> => {
    const options = {
      batchSize: limit,
      includeMetadata: true,
      db: onTransaction(tx),
      ...(priority && RANGE[priority]),
    } as const;
    const jobs = await boss.fetch<Data>(name, options);
    return jobs.map(({ id, data, retryCount }) => ({ id, data, attempt: retryCount + 1 }));
  };
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
    fetch: (tx, kind, limit, priority) => take(tx, kind.name, limit, priority),
    fetchDeadLetters: async (tx, kind, limit) => {
      const dead = await take(tx, deadLetterQueueOf(kind), limit);
      if (dead.length > 0)
        await boss.complete(
          deadLetterQueueOf(kind),
          dead.map((job) => job.id),
          undefined,
          { db: onTransaction(tx) },
        );
      return dead as never;
    },
    async complete(tx, kind, ids) {
      if (ids.length > 0) await boss.complete(kind.name, [...ids], undefined, { db: onTransaction(tx) });
    },
    async fail(tx, kind, id, reason) {
      await boss.fail(kind.name, id, { reason }, { db: onTransaction(tx) });
    },
    stop: () => boss.stop({ graceful: false, close: true }),
  };
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
