import { sql } from 'drizzle-orm';
import type { Database } from '../client.ts';

/** The traffic of a source. `lag` is from the arrival of an event until it was settled, milliseconds. */
export type Traffic = {
  /** Deliveries in each of the last 24 hours, the current hour last. */
  hours: number[];
  lag: { p50: number; p99: number } | null;
  /** Age of the oldest pending event in seconds; null without one. */
  oldest: number | null;
  unmapped: number;
  /** Requests rejected in the last 24 hours by reason, most frequent first. */
  refused: { reason: string; count: number }[];
};

/** Deliveries whose events are measured. */
const SAMPLE = 500;

type Row = {
  hours: { hour: number; count: number }[] | null;
  p50: number | null;
  p99: number | null;
  oldest: number | null;
  unmapped: number;
  refused: { reason: string; count: number }[] | null;
};

/** The recent traffic of a source. Ids of deliveries begin with their time, so the index of the log is enough. */
export async function trafficOf(db: Database, provider: string): Promise<Traffic> {
  const time = sql`('x' || left(replace(id::text, '-', ''), 12))::bit(48)::bigint`;
  const since = sql`(lpad(to_hex((extract(epoch from now() - interval '24 hours') * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;
  const [row] = await db.execute<Row>(sql`
    with counted as (
      select least(23, 23 - floor((extract(epoch from now()) * 1000 - ${time}) / 3600000))::int as hour, count(*)::int as count
      from deliveries where provider = ${provider} and id > ${since} group by 1
    ), timed as (
      select extract(epoch from events.settled_at - events.received_at) * 1000 as lag
      from (select id from deliveries where provider = ${provider} order by id desc limit ${SAMPLE}) as latest
      join events on events.delivery_id = latest.id where events.settled_at is not null
    ), refused as (
      select reason, sum(count)::int as count from rejected_requests
      where provider = ${provider} and minute > now() - interval '24 hours' group by reason order by 2 desc limit 5
    )
    select (select json_agg(json_build_object('hour', hour, 'count', count)) from counted where hour >= 0) as hours,
      (select percentile_cont(0.5) within group (order by lag)::float8 from timed) as p50,
      (select percentile_cont(0.99) within group (order by lag)::float8 from timed) as p99,
      (select extract(epoch from now() - min(received_at))::float8 from events where provider = ${provider} and state = 'pending') as oldest,
      (select count(*)::int from events where provider = ${provider} and state = 'unmapped') as unmapped,
      (select json_agg(json_build_object('reason', reason, 'count', count)) from refused) as refused`);
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { hour, count } of row?.hours ?? []) hours[hour] = count;
  return {
    hours,
    lag: row?.p50 == null || row.p99 == null ? null : { p50: row.p50, p99: row.p99 },
    oldest: row?.oldest ?? null,
    unmapped: row?.unmapped ?? 0,
    refused: row?.refused ?? [],
  };
}

/** How many deliveries a secret verified in the last 24 hours, and when the last one, to the hour. */
export type SecretUse = { provider: string; secret: string; day: number; lastHour: string };

export async function secretTraffic(db: Database): Promise<SecretUse[]> {
  const rows = await db.execute<Omit<SecretUse, 'lastHour'> & { last: Date | string }>(sql`
    select provider, secret, coalesce(sum(count) filter (where hour > now() - interval '24 hours'), 0)::int as day, max(hour) as last
    from secret_uses group by provider, secret`);
  return rows.map(({ last, ...row }) => ({ ...row, lastHour: new Date(last).toISOString() }));
}
