import type { Sql, Transaction } from './client.ts';
import { isConflict } from './faults.ts';

/** Attempts in all. Each lost one has waited a second or so for the database to find the deadlock, so a crowd has dispersed by then. */
const ATTEMPTS = 5;

/**
 * Runs `work` in a transaction, and once more in a new one if the database ended it because two transactions waited for each other: of
 * those one goes on, so the other can follow it. Workers lock ledgers in the order of their ids, but what follows from them (exceptions,
 * drift, notices) spans several entities, which no order covers.
 *
 * `work` may run several times, so what it does outside the transaction must bear that. Throws what the last attempt threw.
 */
export async function beginAgain<Result>(sql: Sql, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await sql.begin(work)) as Result;
    } catch (thrown) {
      if (attempt === ATTEMPTS || !isConflict(thrown)) throw thrown;
    }
  }
}
