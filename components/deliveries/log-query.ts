/** The state of the delivery log: what its address says. */
export type LogQuery = { verdict?: string; provider?: string; cursor?: string; before?: string };

export const DELIVERY_STATUSES = [
  { key: 'pending', label: 'Pending' },
  { key: 'applied', label: 'Applied' },
  { key: 'ignored', label: 'Ignored' },
  { key: 'parked', label: 'Parked' },
  { key: 'buried', label: 'Buried' },
  { key: 'duplicate', label: 'Duplicate' },
  { key: 'malformed', label: 'Unreadable' },
] as const;

const KEYS = ['verdict', 'provider', 'cursor', 'before'] as const;

/** Reads an address; what is unknown or repeated is left out. */
export function parseLogQuery(params: Readonly<Record<string, string | string[] | undefined>>): LogQuery {
  const query: LogQuery = {};
  for (const key of KEYS) {
    const value = params[key];
    if (typeof value === 'string' && value !== '') query[key] = value.slice(0, 300);
  }
  if (!DELIVERY_STATUSES.some(({ key }) => key === query.verdict)) delete query.verdict;
  return query;
}

/** The address of the log with some of its state changed; a filter that changes starts from the first page. */
export function logHref(query: LogQuery, changes: { [K in keyof LogQuery]?: LogQuery[K] | undefined }): string {
  const { cursor: _cursor, before: _before, ...rest } = query;
  const pairs = Object.entries({ ...rest, ...changes }).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const text = new URLSearchParams(pairs).toString();
  return text ? `/deliveries?${text}` : '/deliveries';
}
