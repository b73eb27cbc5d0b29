/** Reads an object under a key from outside; inherited properties (`constructor`, `toString`, `__proto__`) do not count. */
export function lookup<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
