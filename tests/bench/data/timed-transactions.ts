import type { Sql } from '#db/client.ts';

/** The same connections, whose transactions are timed: their durations in milliseconds are added to `transactions`. */
export function timedTransactions(sql: Sql): { sql: Sql; transactions: number[] } {
  const transactions: number[] = [];
  const timed = new Proxy(sql, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (property !== 'begin' || typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        const begun = performance.now();
        const result: unknown = await Reflect.apply(value, target, given);
        transactions.push(performance.now() - begun);
        return result;
      };
    },
  });
  return { sql: timed, transactions };
}
