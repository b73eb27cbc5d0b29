import { randomUUIDv7 } from 'node:crypto';
import type { Sql, Transaction } from '#db/client.ts';
import { holdProjections } from '#db/projection-lock.ts';
import { Unavailable } from '#lib/errors.ts';
import type { RebuildPhase, RebuildReport } from '#lib/model/rebuild.ts';

/** The row of a running rebuild. */
export type Rebuild = {
  id: string;
  version: number;
  dryRun: boolean;
  phase: RebuildPhase;
  /** The current pass reads events that were settled since then; null for all. */
  since: string | null;
  watermark: string;
  afterDelivery: string | null;
  afterPosition: number | null;
  afterEntity: string | null;
  totalEvents: number;
  events: number;
  entities: number;
  report: RebuildReport | null;
};

/** Events settled this long before a watermark are read again, in case the clock of the database is set back. */
const CLOCK_MARGIN = '5 seconds';

type Row = Omit<Rebuild, 'since' | 'watermark'> & { since: Date | null; watermark: Date };

function columns(sql: Sql | Transaction) {
  return sql`
    id, version, dry_run as "dryRun", phase, since, watermark, after_delivery as "afterDelivery",
    after_position as "afterPosition", after_entity as "afterEntity", total_events as "totalEvents", events, entities, report`;
}

function asRebuild(row: Row): Rebuild {
  return { ...row, since: row.since?.toISOString() ?? null, watermark: row.watermark.toISOString() };
}

/** The running rebuild, or null. */
export async function findRebuild(sql: Sql): Promise<Rebuild | null> {
  const [row] = await sql<Row[]>`select ${columns(sql)} from rebuilds where finished_at is null`;
  return row ? asRebuild(row) : null;
}

/** Locks the rebuild for one step; null if another process runs a step, or it is finished. */
export async function lockRebuild(tx: Transaction, id: string): Promise<Rebuild | null> {
  const [row] = await tx<Row[]>`
    select ${columns(tx)} from rebuilds where id = ${id} and finished_at is null for update skip locked`;
  return row ? asRebuild(row) : null;
}

/** Starts a rebuild. Throws `Unavailable` if another process started one at the same time. */
export async function insertRebuild(sql: Sql, version: number, dryRun: boolean): Promise<Rebuild> {
  const id = randomUUIDv7();
  const [stored] = await sql<{ count: number }[]>`select count(*)::int as count from events`;
  const rows = await sql.begin(async (tx) => {
    await holdProjections(tx);
    return tx<Row[]>`
      insert into rebuilds (id, version, dry_run, phase, watermark, total_events, started_at)
      values (${id}, ${version}, ${dryRun}, 'scan', clock_timestamp() - ${CLOCK_MARGIN}::interval, ${stored?.count ?? 0}, now())
      on conflict do nothing
      returning ${columns(tx)}`;
  });
  const [row] = rows;
  if (!row) throw new Unavailable('another process has started a rebuild');
  return asRebuild(row);
}

/** The version of the rules of the stored values; 0 if none is recorded, null without any entity. */
export async function shownVersion(sql: Sql): Promise<number | null> {
  const [row] = await sql<{ version: number | null; filled: boolean }[]>`
    select exists (select from facts) as filled,
      (select version from rebuilds where swapped_at is not null order by swapped_at desc limit 1) as version`;
  return row?.filled ? (row.version ?? 0) : null;
}

/** Records that a database without any entity has nothing to rebuild. To be called at each start, after the migrations. */
export async function noteRulesOfEmpty(sql: Sql, version: number): Promise<void> {
  await sql.begin(async (tx) => {
    await holdProjections(tx);
    await tx`
      insert into rebuilds (id, version, dry_run, phase, watermark, total_events, started_at, swapped_at, finished_at)
      select ${randomUUIDv7()}, ${version}, false, 'clean', now(), 0, now(), clock_timestamp(), now()
      where not exists (select from facts)
        and not exists (select from rebuilds where swapped_at is not null and version >= ${version})`;
  });
}

/**
 * Begins a phase that reads events. The lock guarantees that all events that were settled before the new watermark are committed,
 * since each pass reads from the watermark of the previous one.
 */
export async function beginPass(tx: Transaction, id: string, phase: 'catch_up' | 'follow' | 'swap'): Promise<void> {
  await holdProjections(tx);
  await tx`
    update rebuilds set phase = ${phase}, since = watermark, watermark = clock_timestamp() - ${CLOCK_MARGIN}::interval,
      after_delivery = null, after_position = null
    where id = ${id}`;
}

/** Whether the events of the next pass were settled in less than half the time of those of the current one. */
export async function nextPassIsShort(tx: Transaction, id: string): Promise<boolean> {
  const [row] = await tx<{ short: boolean }[]>`
    select clock_timestamp() - ${CLOCK_MARGIN}::interval - watermark < (watermark - since) / 2 as short
    from rebuilds where id = ${id}`;
  return row?.short === true;
}
