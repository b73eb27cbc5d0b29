import { Unavailable } from '#lib/errors.ts';

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (reason: unknown) => void };

export type GroupCommitOptions<Item> = {
  /** Maximum of items in one write. */
  batch: number;
  /** Concurrent writes. */
  writers: number;
  /** Items that may wait; further ones are rejected. */
  waiting: number;
  /** The weight of an item, in bytes of memory. */
  weigh: (item: Item) => number;
  /** Maximum weight of one write, unless a single item is heavier. */
  batchWeight: number;
  /** Weight of all items that wait or are being written; items beyond it are rejected. */
  waitingWeight: number;
  /** Whether a write failed because of one of its items, so that the others may succeed without it. */
  isRefusal: (thrown: unknown) => boolean;
};

/**
 * Lets concurrent callers share one durable write. No item waits for others: it is written at once when a writer is free. Items
 * that arrive during a write share the next one. Each caller's promise settles with the commit of its item.
 *
 * `write` gets items in the order of arrival and returns one result for each, in that order. If it throws, all of its callers get
 * the error, except if `isRefusal`: then each half is written separately, down to the single item that is rejected. A caller beyond
 * a limit gets `Unavailable` at once.
 */
export function groupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  { batch, writers, waiting, weigh, batchWeight, waitingWeight, isRefusal }: GroupCommitOptions<Item>,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let writing = 0;
  let weight = 0;

  async function writeAll(taken: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await write(taken.map(({ item }) => item));
      for (const [at, { resolve }] of taken.entries()) resolve(results[at] as Result);
    } catch (thrown) {
      if (taken.length === 1 || !isRefusal(thrown)) {
        for (const { reject } of taken) reject(thrown);
        return;
      }
      const middle = Math.ceil(taken.length / 2);
      await writeAll(taken.slice(0, middle));
      await writeAll(taken.slice(middle));
    }
  }

  /** Takes items for one write from the queue; at least one. */
  function take(): { taken: Waiting<Item, Result>[]; heavy: number } {
    let count = 0;
    let heavy = 0;
    while (count < Math.min(batch, queue.length)) {
      const next = weigh((queue[count] as Waiting<Item, Result>).item);
      if (count > 0 && heavy + next > batchWeight) break;
      heavy += next;
      count += 1;
    }
    return { taken: queue.splice(0, count), heavy };
  }

  async function drain(): Promise<void> {
    writing += 1;
    while (queue.length > 0) {
      const { taken, heavy } = take();
      await writeAll(taken);
      weight -= heavy;
    }
    writing -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const own = weigh(item);
      if (queue.length >= waiting || (weight > 0 && weight + own > waitingWeight))
        return reject(new Unavailable('too many deliveries wait to be stored'));
      weight += own;
      queue.push({ item, resolve, reject });
      // Deferred, so that all callers of the same tick share the write.
      if (writing < writers) queueMicrotask(() => (writing < writers && queue.length > 0 ? drain() : undefined));
    });
}
