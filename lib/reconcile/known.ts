import type { Sql, Transaction } from '#db/client.ts';
import type { Snapshot } from '#lib/providers/api.ts';
import { fingerprint } from './fingerprint.ts';

/** A snapshot, its fingerprint, and what was known before: when it was last seen, and whether it differs from then. */
export type Compared = Snapshot & { hash: string; seenAt: string | null; differs: boolean };

/** Compares snapshots of one kind with what the provider stated last. A thing that is there twice counts once. */
export async function compare(sql: Sql, provider: string, snapshots: readonly Snapshot[]): Promise<Compared[]> {
  const kind = snapshots[0]?.kind;
  if (kind === undefined) return [];
  const unique = new Map(snapshots.map((snapshot) => [snapshot.id, snapshot]));
  const rows = await sql<{ id: string; hash: string; seenAt: Date; gone: boolean }[]>`
    select external_id as id, hash, seen_at as "seenAt", gone_at is not null as gone from snapshots
    where provider = ${provider} and kind = ${kind} and external_id = any(${[...unique.keys()]})`;
  const known = new Map(rows.map((row) => [row.id, row]));
  return [...unique.values()].map((snapshot) => {
    const before = known.get(snapshot.id);
    const hash = fingerprint(snapshot.raw);
    return {
      ...snapshot,
      hash,
      seenAt: before?.seenAt.toISOString() ?? null,
      differs: before === undefined || before.gone || before.hash !== hash,
    };
  });
}

/** Remembers what was seen; `run` is null for things that were read by themselves. */
export async function remember(
  tx: Transaction,
  provider: string,
  run: string | null,
  seen: readonly Compared[],
): Promise<void> {
  if (seen.length === 0) return;
  const rows = seen.map(({ kind, id, hash, askedAt }) => ({ kind, id, hash, askedAt }));
  await tx`
    insert into snapshots as known (provider, kind, external_id, hash, run_id, seen_at)
    select ${provider}, kind, id, hash, ${run}, "askedAt" from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as given(kind text, id text, hash text, "askedAt" timestamptz)
    on conflict (provider, kind, external_id) do update
      set hash = excluded.hash, run_id = coalesce(excluded.run_id, known.run_id), seen_at = excluded.seen_at, gone_at = null`;
}

/** Marks things that the provider no longer has. */
export async function forget(tx: Transaction, provider: string, kind: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update snapshots set gone_at = now(), hash = ''
    where provider = ${provider} and kind = ${kind} and external_id = any(${[...ids]})`;
}

/** Things of a kind that this run has not met, though it read the whole list. */
export async function unseen(sql: Sql, provider: string, kind: string, run: string, limit: number): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    select external_id as id from snapshots
    where provider = ${provider} and kind = ${kind} and run_id is distinct from ${run} and gone_at is null
    order by external_id limit ${limit}`;
  return rows.map(({ id }) => id);
}
