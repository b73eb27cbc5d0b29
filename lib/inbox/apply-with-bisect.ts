import type { Transaction } from '#db/client.ts';
import { isDatabaseAway } from '#db/faults.ts';

/**
 * Runs `apply` on all items at once. If that fails, it runs on each half, down to the single items that fail. Each attempt has a
 * savepoint in the caller's transaction, so the successful parts are done once and stay done.
 *
 * Returns the results of the successful parts and, for each failing item, what it threw. Throws only when the transaction itself
 * is lost.
 */
export async function applyWithBisect<Item, Result>(
  tx: Transaction,
  items: readonly Item[],
  apply: (tx: Transaction, items: readonly Item[]) => Promise<Result>,
): Promise<{ results: Result[]; failures: { item: Item; thrown: unknown }[] }> {
  if (items.length === 0) return { results: [], failures: [] };
  try {
    return { results: [(await tx.savepoint((inner) => apply(inner, items))) as Result], failures: [] };
  } catch (thrown) {
    if (isDatabaseAway(thrown)) throw thrown;
    const [only] = items;
    if (items.length === 1 && only !== undefined) return { results: [], failures: [{ item: only, thrown }] };
  }
  const middle = Math.ceil(items.length / 2);
  const left = await applyWithBisect(tx, items.slice(0, middle), apply);
  const right = await applyWithBisect(tx, items.slice(middle), apply);
  return { results: [...left.results, ...right.results], failures: [...left.failures, ...right.failures] };
}
