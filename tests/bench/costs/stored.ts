import type { Sql } from '#db/client.ts';

/** Bytes of tables (with their long values) and indexes by name, bytes of WAL so far, and rows written so far by table. */
export type Stored = {
  bytes: Map<string, number>;
  wal: number;
  rows: Map<string, number>;
  fsyncs: number;
  fsyncMs: number;
};

/** Reads what is stored. The counts of rows are complete when all processes have been idle for ten seconds. */
export async function readStored(sql: Sql): Promise<Stored> {
  const relations = await sql<{ name: string; bytes: string }[]>`
    select c.relname as name, pg_relation_size(c.oid) + coalesce(pg_total_relation_size(nullif(reltoastrelid, 0)), 0) as bytes
    from pg_class c where relkind in ('r', 'i') and relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace)`;
  const tables = await sql<{ name: string; rows: string }[]>`
    select relname as name, n_tup_ins + n_tup_upd + n_tup_del as rows from pg_stat_user_tables`;
  const [log] = await sql<{ wal: string; fsyncs: string; ms: number }[]>`
    select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as wal, sum(fsyncs) as fsyncs, sum(fsync_time) as ms
    from pg_stat_io where object = 'wal'`;
  return {
    bytes: new Map(relations.map(({ name, bytes }) => [name, Number(bytes)])),
    rows: new Map(tables.map(({ name, rows }) => [name, Number(rows)])),
    wal: Number(log?.wal),
    fsyncs: Number(log?.fsyncs),
    fsyncMs: Number(log?.ms),
  };
}

/** What was added by name, by event, the largest first; what did not grow is left out. */
export function grownBy(
  before: Map<string, number>,
  after: Map<string, number>,
  events: number,
): Record<string, number> {
  const grown = [...after].map(([name, now]) => [name, (now - (before.get(name) ?? 0)) / events] as const);
  return Object.fromEntries(
    grown
      .filter(([, by]) => by >= 0.005)
      .sort(([, one], [, other]) => other - one)
      .map(([name, by]) => [name, Number(by.toPrecision(3))]),
  );
}
