import type { Fragment } from 'postgres';
import type { Transaction } from '#db/client.ts';

/**
 * Locks notices by a condition in SQL, in the order in which they were written. Whoever changes several of them locks all of them first, and
 * after their exceptions, so that no two transactions wait for each other.
 */
export async function lockNotices(tx: Transaction, which: Fragment): Promise<void> {
  await tx`select 1 from notices where ${which} order by position for update`;
}
