import type { Transaction } from '#db/client.ts';

/** A fetched job: its data, and the number of this attempt, from 1. */
export type Job<Data> = { id: string; data: Data; attempt: number };

/** A kind of job, and how often it is retried before it becomes a dead letter. */
export type JobKind = {
  name: string;
  retries: number;
  /** Seconds before the first retry; doubles with each and is jittered. */
  delay: number;
};

/**
 * `live`: new deliveries. `background`: replays and retries. The two are fetched separately, so background jobs never delay live ones.
 */
export type Priority = 'live' | 'background';

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
  stop(): Promise<void>;
};
