/** The state of the webhook log: what its address says. */
export type LogQuery = { status?: string; provider?: string; cursor?: string; before?: string };

export const DELIVERY_STATUSES = [
  { key: 'pending', label: 'Pending' },
  { key: 'processed', label: 'Processed' },
  { key: 'ignored', label: 'Ignored' },
  { key: 'unmapped', label: 'Unmapped' },
  { key: 'dead_letter', label: 'Failed' },
  { key: 'duplicate', label: 'Duplicate' },
  { key: 'malformed', label: 'Malformed' },
] as const;

const KEYS = ['status', 'provider', 'cursor', 'before'] as const;

/** Reads an address; what is unknown or repeated is left out. */
export function parseLogQuery(params: Readonly<Record<string, string | string[] | undefined>>): LogQuery {
  const query: LogQuery = {};
  for (const key of KEYS) {
    const value = params[key];
    if (typeof value === 'string' && value !== '') query[key] = value.slice(0, 300);
  }
  if (!DELIVERY_STATUSES.some(({ key }) => key === query.status)) delete query.status;
  return query;
}

/** The address of the log with some of its state changed; a filter that changes starts from the first page. */
export function logHref(query: LogQuery, changes: { [K in keyof LogQuery]?: LogQuery[K] | undefined }): string {
  const { cursor: _cursor, before: _before, ...rest } = query;
  const pairs = Object.entries({ ...rest, ...changes }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(pairs).toString();
  return text ? `/deliveries?${text}` : '/deliveries';
}
