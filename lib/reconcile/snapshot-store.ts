import type { Sql, Transaction } from '#db/client.ts';
import { entityId } from '#lib/model/identity.ts';
import type { RunScope } from '#lib/model/run.ts';
import type { Snapshot } from '#lib/providers/api.ts';
import { fingerprint } from './fingerprint.ts';

/** A snapshot, its fingerprint, and how it compares with what was known. */
export type Diffed = Snapshot & {
  hash: string;
  /** When it was asked for last, UTC; null for what is new. */
  before: string | null;
  /** Whether it says something new: it differs from then, or webhooks have spoken of it since. */
  differs: boolean;
  /** Whether it was taken to be gone. */
  back: boolean;
};

type Row = { kind: string; id: string; hash: string; askedAt: Date; gone: boolean; touched: boolean };

/**
 * Compares snapshots with what the provider stated last. A thing that is there twice counts once. What webhooks said of a thing
 * since it was last seen may be wrong though the thing is as it was: then it is worth hearing again.
 */
export async function diff(sql: Sql, provider: string, snapshots: readonly Snapshot[]): Promise<Diffed[]> {
  const unique = [...new Map(snapshots.map((snapshot) => [nameOf(snapshot), snapshot])).values()];
  if (unique.length === 0) return [];
  const asked = unique.map(({ kind, id, subject }) => ({
    kind,
    id,
    entity: subject && entityId(subject.entityType, provider, subject.id),
  }));
  // One look at the index for each: whatever the planner knows of the table, which may have been empty a moment ago.
  const rows = await sql<Row[]>`
    select known.kind, known.id, hash, "askedAt", gone,
      exists (
        select from effects
        join events on events.id = effects.event_id
        join deliveries on deliveries.id = events.delivery_id
        where effects.entity_id = asked.entity and effects.cause = 'event' and effects.recorded_at > "seenAt"
          and deliveries.source = 'webhook'
      ) as touched
    from json_to_recordset(${JSON.stringify(asked)}::text::json) as asked(kind text, id text, entity uuid)
    cross join lateral (
      select kind, external_id as id, hash, asked_at as "askedAt", seen_at as "seenAt", gone_at is not null as gone
      from snapshots where provider = ${provider} and kind = asked.kind and external_id = asked.id limit 1
    ) as known`;
  const known = new Map(rows.map((row) => [nameOf(row), row]));
  return unique.map((snapshot) => {
    const last = known.get(nameOf(snapshot));
    const hash = fingerprint(snapshot.raw);
    const isSame = last !== undefined && !last.gone && last.hash === hash && !last.touched;
    return {
      ...snapshot,
      hash,
      before: last?.askedAt.toISOString() ?? null,
      differs: !isSame,
      back: last?.gone === true,
    };
  });
}

const nameOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

/** Remembers what was seen; `run` is null for things that were read by themselves. */
export async function upsert(
  tx: Transaction,
  provider: string,
  run: string | null,
  seen: readonly Diffed[],
): Promise<void> {
  if (seen.length === 0) return;
  const rows = seen.map(({ kind, id, hash, askedAt, open, subject }) => ({
    kind,
    id,
    hash,
    askedAt,
    open: open ?? null,
    subject: subject?.id ?? null,
  }));
  await tx`
    insert into snapshots as known (provider, kind, external_id, hash, subject, open, run_id, asked_at, seen_at)
    select ${provider}, kind, id, hash, subject, open, ${run}, "askedAt", now()
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as given(kind text, id text, hash text, subject text, open boolean, "askedAt" timestamptz)
    on conflict (provider, kind, external_id) do update
      set hash = excluded.hash, subject = excluded.subject, open = excluded.open,
        run_id = coalesce(excluded.run_id, known.run_id), asked_at = excluded.asked_at, seen_at = excluded.seen_at, gone_at = null`;
}

/** Marks things that the provider no longer has. */
export async function markDeleted(
  tx: Transaction,
  provider: string,
  kind: string,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update snapshots set gone_at = now(), open = false, hash = ''
    where provider = ${provider} and kind = ${kind} and external_id = any(${[...ids]})`;
}

/** What a run expected to meet in the list of a kind, and did not: all that was there, or, of a run for changes, what was open. */
export async function findMissing(
  sql: Sql,
  provider: string,
  kind: string,
  { id, scope }: { id: string; scope: RunScope },
  limit: number,
): Promise<{ id: string; subject: string | null }[]> {
  return sql<{ id: string; subject: string | null }[]>`
    select external_id as id, subject from snapshots
    where provider = ${provider} and kind = ${kind} and run_id is distinct from ${id} and gone_at is null
      ${scope === 'incremental' ? sql`and open` : sql``}
    order by external_id limit ${limit}`;
}
