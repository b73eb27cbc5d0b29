import type { Sql, Transaction } from './client.ts';

/**
 * A transaction whose statements do not wait for one another: `BEGIN` and all of them travel together, the commit
 * follows when they succeeded. That is two round trips instead of one for each, which is most of what a short write costs.
 *
 * `statements` must start all of its statements before it yields. Rejects, with nothing written, when any of them fails.
 */
export async function inOneTrip<const Results extends readonly unknown[]>(
  sql: Sql,
  statements: (tx: Transaction) => { [At in keyof Results]: PromiseLike<Results[At]> },
): Promise<Results> {
  const connection = await sql.reserve();
  try {
    const begun = connection`begin`.execute();
    // A reserved connection runs statements just as a transaction does; only the driver's types tell them apart.
    const results = await Promise.all([begun, ...statements(connection as unknown as Transaction)]);
    await connection`commit`;
    return results.slice(1) as unknown as Results;
  } catch (thrown) {
    await connection`rollback`.catch(() => {});
    throw thrown;
  } finally {
    connection.release();
  }
}
