import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

/**
 * The health of a source. `lastAt` is its last webhook; what Fairlead fetched from the API does not count. `usualGap` is the median of
 * the latest intervals between webhooks in seconds; null with too few of them.
 */
export type SourceHealth = {
  provider: string;
  lastAt: string | null;
  usualGap: number | null;
  pending: number;
  /** Deliveries with dead letters: as many as the webhook log lists of them. */
  deadLetters: number;
  /** Requests rejected within the last hour. */
  rejected: number;
};

const SAMPLE = 200;
/** The latest webhooks are searched among this many deliveries: a source may be reconciled for months without sending any. */
const MAX_DELIVERIES = 20_000;

/** The health of each source. Reads only the end of the webhook log and the index of open events. */
export function sourceHealth(db: Database, names: readonly string[]): Promise<SourceHealth[]> {
  return Promise.all(names.map((name) => healthOf(db, name)));
}

async function healthOf(db: Database, provider: string): Promise<SourceHealth> {
  const [row] = await db.execute<{
    last: Date | string | null;
    gap: number | null;
    pending: number;
    deadLetters: number;
    rejected: number;
  }>(sql`
    with deliveries as materialized (
        select id, received_at, source from deliveries where provider = ${provider} order by id desc limit ${MAX_DELIVERIES}
      ),
      latest as (select received_at from deliveries where source = 'webhook' order by id desc limit ${SAMPLE}),
      gaps as (select extract(epoch from received_at - lag(received_at) over (order by received_at))::float8 as gap from latest)
    select (select max(received_at) from latest) as last,
      (select percentile_cont(0.5) within group (order by gap) from gaps where gap is not null) as gap,
      (select count(*)::int from events where provider = ${provider} and state = 'pending') as pending,
      (select count(distinct delivery_id)::int from events where provider = ${provider} and state = 'dead_letter') as "deadLetters",
      (select coalesce(sum(count), 0)::int from rejected_requests where provider = ${provider} and minute > now() - interval '1 hour') as rejected`);
  return {
    provider,
    lastAt: row?.last ? new Date(row.last).toISOString() : null,
    usualGap: row?.gap ?? null,
    pending: row?.pending ?? 0,
    deadLetters: row?.deadLetters ?? 0,
    rejected: row?.rejected ?? 0,
  };
}
