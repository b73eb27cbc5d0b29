import type { Transaction } from '#db/client.ts';

/** A job in hand: what it is about and which attempt this is, from 1. */
export type Job<Data> = { id: string; data: Data; attempt: number };

/** One kind of job and how often it is tried before it counts as dead. */
export type JobKind = {
  name: string;
  retries: number;
  /** Seconds before the first retry; doubles with each and is jittered. */
  delay: number;
};

/**
 * `live`: what was delivered just now. `background`: what may wait, such as a replay or another attempt at what failed; it is
 * fetched by itself and never delays the other.
 */
export type Priority = 'live' | 'background';

/**
 * The face of the queue. Everything happens in the caller's transaction: a job that is put exists exactly when the rows
 * it is about do, and a job that is taken is done exactly when its work is committed. A worker that dies leaves nothing
 * behind: its transaction rolls back and the jobs are there for the next one at once.
 */
export type Queue = {
  enqueue(tx: Transaction, kind: JobKind, data: readonly object[], priority?: Priority): Promise<void>;
  /**
   * `put` as text, to be sent inside a larger statement, in `with … as (text)`: for the one writer to whom a round trip
   * matters. The value belongs to the parameter that the caller names, `$3` say.
   */
  insertJobsSql(kind: JobKind, data: readonly object[], parameter: string): Promise<{ text: string; value: string }>;
  /** Takes jobs that are due, oldest first; other workers pass them over until the transaction ends. */
  fetch<Data>(tx: Transaction, kind: JobKind, limit: number, priority: Priority): Promise<Job<Data>[]>;
  complete(tx: Transaction, kind: JobKind, ids: readonly string[]): Promise<void>;
  /** Tries a job again later, or moves it to the dead letters when its retries are used up. */
  fail(tx: Transaction, kind: JobKind, id: string, reason: string): Promise<void>;
  /** Takes jobs out of the dead letters of a kind. */
  fetchDeadLetters<Data>(tx: Transaction, kind: JobKind, limit: number): Promise<Job<Data>[]>;
  stop(): Promise<void>;
};
