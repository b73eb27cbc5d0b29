import type { Sql, Transaction } from '#db/client.ts';
import type { Repeated } from './repeat.ts';

/** A fetched job: its data, and the number of this attempt, from 1. */
export type Job<Data> = { id: string; data: Data; attempt: number };

/** A kind of job, and how often it is retried before it becomes a dead letter. */
export type JobKind = {
  name: string;
  retries: number;
  /** Seconds before the first retry, and up to twice as long (jitter); doubles with each. */
  delay: number;
};

/**
 * `live`: new deliveries. `background`: replays and retries. The two are fetched separately, so background jobs never delay live ones.
 */
export type Priority = 'live' | 'background';

/**
 * Does work of a kind: fetches, processes and completes jobs in transactions of its own. Resolves to how many jobs it fetched; 0 if
 * none was due. It must end soon after the signal.
 */
export type Work = (signal: AbortSignal) => Promise<number>;

export type ConsumerOptions = {
  kind: JobKind;
  priority: Priority;
  /** Calls of `work` at the same time, in this process. */
  concurrency: number;
};

/** Calls `work` whenever jobs are due, until it is stopped. A call that throws is repeated after a pause. */
export type Consumer = {
  /** Jobs were enqueued: they are looked for at once. Without it they are found within a second. */
  wake(): void;
  /** Waits for running calls. */
  stop(): Promise<void>;
};

/** A repeated task. `act` may run in several processes at the same time; it is not called again in this one while it runs. */
export type Schedule = { name: string; everyMs: number; act: (signal: AbortSignal) => Promise<unknown> };

/**
 * The queue. Everything happens in the caller's transaction: a job exists exactly if the rows that it names do, and it is
 * completed exactly if its work is committed. When a worker dies, its transaction rolls back, and another worker can fetch its
 * jobs at once.
 */
export type Queue = {
  enqueue(tx: Transaction, kind: JobKind, data: readonly object[], priority?: Priority): Promise<void>;
  /**
   * `enqueue` as SQL text, to be sent inside a larger statement, in `with … as (text)`, which saves the inbox a round trip. The
   * value belongs to the parameter that the caller names, for example `$3`.
   */
  insertJobsSql(kind: JobKind, data: readonly object[], parameter: string): Promise<{ text: string; value: string }>;
  /** Fetches due jobs, oldest first; other workers skip them until the transaction ends. */
  fetch<Data>(tx: Transaction, kind: JobKind, limit: number, priority: Priority): Promise<Job<Data>[]>;
  complete(tx: Transaction, kind: JobKind, ids: readonly string[]): Promise<void>;
  /** Schedules a retry of a job, or moves it to the dead letters if no retry is left. */
  fail(tx: Transaction, kind: JobKind, id: string, reason: string): Promise<void>;
  /** Fetches and removes dead letters of a kind. */
  fetchDeadLetters<Data>(tx: Transaction, kind: JobKind, limit: number): Promise<Job<Data>[]>;
  /** For how long the job that waits longest has been due, seconds; 0 if no job is due that no worker has fetched. */
  secondsDue(sql: Sql, kind: JobKind, priority: Priority): Promise<number>;
  consume(options: ConsumerOptions, work: Work): Consumer;
  /** Calls a task at once and then again and again, in at least one of the processes that schedule it, with `everyMs` between two. */
  schedule(task: Schedule): Repeated;
  /** Consumers and schedules must be stopped before. */
  stop(): Promise<void>;
};
