import type { Sql, Transaction } from '#db/client.ts';
import { type EntityType, entityId } from '#lib/model/identity.ts';
import type { RunScope } from '#lib/model/run.ts';
import type { Snapshot } from '#lib/providers/api.ts';
import { fingerprint } from './fingerprint.ts';

/** A snapshot, its fingerprint, and how it compares with the stored one. */
export type Diffed = Snapshot & {
  hash: string;
  /** When the stored one was read, UTC; null if there is none. */
  before: string | null;
  /** Whether it must be stored: it differs from the stored one, or webhooks changed its entity since. */
  differs: boolean;
  /** Whether it was marked as deleted before. */
  restored: boolean;
};

type Row = { kind: string; id: string; hash: string; requestedAt: Date; deleted: boolean; changedByWebhook: boolean };

/**
 * Compares snapshots with the stored ones of the same objects. An object that occurs twice counts once. If webhooks changed the
 * entity since the last snapshot, an unchanged snapshot is stored too: the webhooks may have been wrong.
 */
export async function diff(sql: Sql, provider: string, snapshots: readonly Snapshot[]): Promise<Diffed[]> {
  const unique = [...new Map(snapshots.map((snapshot) => [nameOf(snapshot), snapshot])).values()];
  if (unique.length === 0) return [];
  const input = unique.map(({ kind, id, subject }) => ({
    kind,
    id,
    entity: subject && entityId(subject.entityType, provider, subject.id),
  }));
  // A lateral join forces an index look-up for each: statistics of a table that was just empty would suggest a scan.
  const rows = await sql<Row[]>`
    select stored.kind, stored.id, hash, "requestedAt", deleted,
      exists (
        select from effects
        join events on events.id = effects.event_id
        join deliveries on deliveries.id = events.delivery_id
        where effects.entity_id = given.entity and effects.cause = 'event' and effects.recorded_at > "seenAt"
          and deliveries.source = 'webhook'
      ) as "changedByWebhook"
    from json_to_recordset(${JSON.stringify(input)}::text::json) as given(kind text, id text, entity uuid)
    cross join lateral (
      select kind, external_id as id, hash, asked_at as "requestedAt", seen_at as "seenAt", gone_at is not null as deleted
      from snapshots where provider = ${provider} and kind = given.kind and external_id = given.id limit 1
    ) as stored`;
  const stored = new Map(rows.map((row) => [nameOf(row), row]));
  return unique.map((snapshot) => {
    const last = stored.get(nameOf(snapshot));
    const hash = fingerprint(snapshot.raw);
    const isSame = last !== undefined && !last.deleted && last.hash === hash && !last.changedByWebhook;
    return {
      ...snapshot,
      hash,
      before: last?.requestedAt.toISOString() ?? null,
      differs: !isSame,
      restored: last?.deleted === true,
    };
  });
}

const nameOf = ({ kind, id }: { kind: string; id: string }) => `${kind} ${id}`;

/** Stores the fingerprints of snapshots; `run` is null for objects that were read outside a run. */
export async function upsert(
  tx: Transaction,
  provider: string,
  run: string | null,
  snapshots: readonly Diffed[],
): Promise<void> {
  if (snapshots.length === 0) return;
  const rows = snapshots.map(({ kind, id, hash, requestedAt, open, subject }) => ({
    kind,
    id,
    hash,
    requestedAt,
    open: open ?? null,
    subject: subject?.id ?? null,
  }));
  await tx`
    insert into snapshots as stored (provider, kind, external_id, hash, subject, open, run_id, asked_at, seen_at)
    select ${provider}, kind, id, hash, subject, open, ${run}, "requestedAt", now()
    from json_to_recordset(${JSON.stringify(rows)}::text::json)
      as given(kind text, id text, hash text, subject text, open boolean, "requestedAt" timestamptz)
    on conflict (provider, kind, external_id) do update
      set hash = excluded.hash, subject = excluded.subject, open = excluded.open,
        run_id = coalesce(excluded.run_id, stored.run_id), asked_at = excluded.asked_at, seen_at = excluded.seen_at, gone_at = null`;
}

/** Marks objects that the provider deleted. */
export async function markDeleted(
  tx: Transaction,
  provider: string,
  kind: string,
  deleted: readonly (Missing & { requestedAt: string })[],
): Promise<void> {
  if (deleted.length === 0) return;
  await tx`
    insert into snapshots (provider, kind, external_id, hash, subject, open, asked_at, seen_at, gone_at)
    select ${provider}, ${kind}, id, '', subject, false, "requestedAt", now(), now()
    from json_to_recordset(${JSON.stringify(deleted)}::text::json) as given(id text, subject text, "requestedAt" timestamptz)
    on conflict (provider, kind, external_id) do update set gone_at = now(), open = false, hash = ''`;
}

/** An object to request, and the provider's id of the entity that it is or belongs to. */
export type Missing = { id: string; subject: string | null };

/** The stored objects of a kind that are missing in the list that a run read; in an incremental sync only those that were open. */
export async function findMissing(
  sql: Sql,
  provider: string,
  kind: string,
  { id, scope }: { id: string; scope: RunScope },
  limit: number,
): Promise<Missing[]> {
  return sql<Missing[]>`
    select external_id as id, subject from snapshots
    where provider = ${provider} and kind = ${kind} and run_id is distinct from ${id} and gone_at is null
      ${scope === 'incremental' ? sql`and open` : sql``}
    order by external_id limit ${limit}`;
}

/** Webhooks may be ahead of the lists of an API by this much. */
const LIST_DELAY = '1 hour';

/** The tables of the entities of each type; all have their provider, its id and the time of the last report. */
const TABLES: Record<EntityType, string> = {
  shipment: 'shipments',
  party: 'parties',
  booking: 'bookings',
  purchase_order: 'purchase_orders',
  product: 'products',
  invoice: 'invoices',
  document: 'documents',
};

/** Entities that webhooks mentioned and that were never in the list of their kind. */
export async function findUnlisted(
  sql: Sql,
  provider: string,
  { kind, entityType }: { kind: string; entityType: EntityType },
  limit: number,
): Promise<Missing[]> {
  return sql<Missing[]>`
    select external_id as id, external_id as subject from ${sql(TABLES[entityType])} as entities
    where provider = ${provider} and reported_at < now() - ${LIST_DELAY}::interval and not exists (
      select from snapshots
      where provider = ${provider} and kind = ${kind} and snapshots.external_id = entities.external_id)
    order by external_id limit ${limit}`;
}
