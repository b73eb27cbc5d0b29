/**
 * Reads a table of ours under a key that comes from outside. What every object has by itself (`constructor`, `toString`,
 * `__proto__`) is in no table.
 */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
