/** Why Redis must not be used for the queue, from the text of its `INFO memory`; null if it may. */
export function evictionProblem(info: string): string | null {
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1];
  if (policy === undefined || policy === 'noeviction') return null;
  return `Redis evicts keys (maxmemory-policy ${policy}); the queue needs noeviction`;
}
