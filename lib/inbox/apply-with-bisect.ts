import type { Transaction } from '#db/client.ts';
import { isDatabaseAway } from '#db/faults.ts';

/**
 * Does `work` on all items at once; when that fails, on each half, down to the single items that fail by themselves. The
 * good ones are done once and stay done, in the caller's transaction: each attempt has a savepoint of its own.
 *
 * Returns what the successful parts returned and, for each item that fails alone, what it threw. Throws only when the
 * transaction itself is lost.
 */
export async function applyWithBisect<Item, Result>(
  tx: Transaction,
  items: readonly Item[],
  work: (tx: Transaction, items: readonly Item[]) => Promise<Result>,
): Promise<{ results: Result[]; failures: { item: Item; thrown: unknown }[] }> {
  if (items.length === 0) return { results: [], failures: [] };
  try {
    return { results: [(await tx.savepoint((inner) => work(inner, items))) as Result], failures: [] };
  } catch (thrown) {
    if (isDatabaseAway(thrown)) throw thrown;
    const [only] = items;
    if (items.length === 1 && only !== undefined) return { results: [], failures: [{ item: only, thrown }] };
  }
  const middle = Math.ceil(items.length / 2);
  const left = await applyWithBisect(tx, items.slice(0, middle), work);
  const right = await applyWithBisect(tx, items.slice(middle), work);
  return { results: [...left.results, ...right.results], failures: [...left.failures, ...right.failures] };
}
