import type { Transaction } from '#db/client.ts';

class RolledBack extends Error {}

/** Runs `act` in the transaction or savepoint that `begin` opens, rolls it back, and returns the result. Throws what `act` throws. */
export async function rolledBack<Result>(
  begin: (act: (tx: Transaction) => Promise<never>) => Promise<unknown>,
  act: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  let results: [Result] | undefined;
  await begin(async (tx) => {
    results = [await act(tx)];
    throw new RolledBack();
  }).catch((thrown: unknown) => {
    if (!(thrown instanceof RolledBack)) throw thrown;
  });
  if (!results) throw new Error('The transaction ended before its result');
  return results[0];
}
