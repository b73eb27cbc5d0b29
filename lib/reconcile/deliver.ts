import { now } from '#lib/clock.ts';
import { type ReconcileEvent, type ReconcileSource, writeReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import type { Store } from '#lib/inbox/store.ts';
import { snapshotKey } from '#lib/model/snapshot-key.ts';
import { SNAPSHOT, type SnapshotRaw } from '#lib/providers/api.ts';
import type { Diffed } from './snapshot-store.ts';

/** The inbox that fetched events are stored in, like webhooks. */
export type Inbox = { store: Store; provider: string };

/** Stores fetched events in the inbox, as one delivery; `by` is null for objects that were read outside a run. */
export async function storeFetchedEvents(
  { store, provider }: Inbox,
  by: ReconcileSource | null,
  events: readonly ReconcileEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const body = writeReconcileEnvelope({ by, events });
  await store({ provider, source: 'reconcile', receivedAt: now(), remote: '', headers: {}, body, events });
}

/** A snapshot as an event. A page that is read twice, after a crash, gives the same events twice; their keys make them duplicates. */
export function eventOf({ kind, id, raw, requestedAt, before, changedAt, subject, restored }: Diffed): ReconcileEvent {
  const stated: SnapshotRaw = {
    kind,
    id,
    askedAt: requestedAt,
    object: raw,
    subject: subject?.id ?? null,
    ...(restored && { back: true }),
  };
  const since = changedAt && (before === null || changedAt > before) ? changedAt : before;
  return {
    key: snapshotKey(kind, id, requestedAt),
    type: SNAPSHOT + kind,
    raw: stated,
    since,
    changedAt: changedAt ?? null,
  };
}

/** The event of an object that the provider deleted. */
export function deletionEvent(stated: SnapshotRaw): ReconcileEvent {
  const { kind, id, askedAt } = stated;
  return { key: `${snapshotKey(kind, id, askedAt)}:gone`, type: SNAPSHOT + kind, raw: stated, since: null };
}
