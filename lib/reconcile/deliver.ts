import { now } from '#lib/clock.ts';
import { type ReconcileEvent, type ReconcileSource, writeReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import type { Store } from '#lib/inbox/store.ts';
import { SNAPSHOT, type SnapshotRaw } from '#lib/providers/api.ts';
import type { Diffed } from './snapshot-store.ts';

/** Where what was fetched goes: through the inbox, like all that is delivered. */
export type Inbox = { store: Store; provider: string };

/** Puts fetched events into the inbox; `by` is null for things that were read by themselves. */
export async function deliver(
  { store, provider }: Inbox,
  by: ReconcileSource | null,
  events: readonly ReconcileEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const body = writeReconcileEnvelope({ by, events });
  await store({ provider, source: 'reconcile', receivedAt: now(), remote: '', headers: {}, body, events });
}

/** A snapshot as an event. A page that is read again after a kill makes its events again; they change nothing. */
export function eventOf({ kind, id, raw, askedAt, before, changedAt, subject, back }: Diffed): ReconcileEvent {
  const stated: SnapshotRaw = { kind, id, askedAt, object: raw, subject: subject?.id ?? null, ...(back && { back }) };
  const since = changedAt && (before === null || changedAt > before) ? changedAt : before;
  return {
    key: `snapshot:${kind}:${id}:${askedAt}`,
    type: SNAPSHOT + kind,
    raw: stated,
    since,
    changedAt: changedAt ?? null,
  };
}

/** That the provider no longer has something, as an event. */
export function goneEvent(stated: SnapshotRaw): ReconcileEvent {
  const { kind, id, askedAt } = stated;
  return { key: `snapshot:${kind}:${id}:${askedAt}:gone`, type: SNAPSHOT + kind, raw: stated, since: null };
}
