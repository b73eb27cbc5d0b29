import { Unavailable } from '#lib/errors.ts';

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (reason: unknown) => void };

export type GroupCommitOptions = {
  /** Items in one write at most. */
  batch: number;
  /** Writes under way at once. */
  writers: number;
  /** Items that may wait; further ones are refused. */
  waiting: number;
};

/**
 * Lets concurrent callers share one durable write. Nobody waits for company: an item is written at once when a writer is
 * free, and whatever came meanwhile goes together in the next write. Each caller hears of its own commit.
 *
 * `write` gets items in the order of arrival and answers one result for each, in that order; when it throws, all of its
 * callers get the error. A caller beyond the limit gets `Unavailable` at once.
 */
export function groupCommit<Item, Result>(
  write: (items: readonly Item[]) => Promise<readonly Result[]>,
  { batch, writers, waiting }: GroupCommitOptions,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = [];
  let writing = 0;

  async function drain(): Promise<void> {
    writing += 1;
    while (queue.length > 0) {
      const taken = queue.splice(0, batch);
      try {
        const results = await write(taken.map(({ item }) => item));
        for (const [at, { resolve }] of taken.entries()) resolve(results[at] as Result);
      } catch (thrown) {
        for (const { reject } of taken) reject(thrown);
      }
    }
    writing -= 1;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      if (queue.length >= waiting) return reject(new Unavailable('too many deliveries wait to be stored'));
      queue.push({ item, resolve, reject });
      // Callers of the same tick go together: the first of them must not leave alone.
      if (writing < writers) queueMicrotask(() => (writing < writers && queue.length > 0 ? drain() : undefined));
    });
}
