import type { StoredBodies } from '#db/archive/read-bodies.ts';
import { Unreadable } from '#lib/errors.ts';
import type { EventStateChange } from '#lib/inbox/event-state.ts';
import type { PendingEvent } from '#lib/inbox/load-pending-events.ts';
import { type ReconcileEvent, type ReconcileSource, readReconcileEnvelope } from '#lib/inbox/reconcile-envelope.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import type { Version } from '#lib/projections/versions.ts';
import { SNAPSHOT } from '#lib/providers/api.ts';
import type { EntityRef, OpenedEvent, Outcome, Provider } from '#lib/providers/contract.ts';
import { findProvider } from '#lib/providers/index.ts';
import type { Fetched } from '#lib/reconcile/drift.ts';

export type Failure = { id: string; thrown: unknown };

/** The normalised events of a batch, and the states of those without changes. */
export type Normalised = {
  /** Events to apply. */
  events: NormalisedEvent[];
  /** Events to apply one by one: an earlier attempt failed. */
  suspects: NormalisedEvent[];
  /** Events to apply together with other versions of them, by the id of the first version. */
  versioned: Map<string, Version[]>;
  settlements: EventStateChange[];
  failures: Failure[];
  /** The events that a run fetched, by id. */
  fetched: Map<string, Fetched>;
  /** Objects to be read from the API, because events only referenced them, by provider. */
  refresh: Map<string, EntityRef[]>;
};

/** A webhook event with the type of a snapshot is unmapped. */
const SNAPSHOT_FROM_WEBHOOK: Outcome = { outcome: 'unmapped', reason: 'only a reconciliation makes snapshot events' };

/**
 * Normalises events with their providers. Pure; a failure of one event affects no other. Events of one delivery must follow each
 * other: each body is parsed once, and only one parsed body is in memory. An archived body that cannot be read is a failure.
 */
export function normaliseEvents(
  events: readonly PendingEvent[],
  bodies: StoredBodies,
  providersWithApi: ReadonlySet<string>,
): Normalised {
  const result: Normalised = {
    events: [],
    suspects: [],
    versioned: new Map(),
    settlements: [],
    failures: [],
    fetched: new Map(),
    refresh: new Map(),
  };
  let open: { deliveryId: string; unpacked: Unpacked } | undefined;
  for (const event of events) {
    try {
      const provider = findProvider(event.provider);
      const body = bodies.get(event.deliveryId);
      if (!provider) throw new Unreadable(`No provider ${event.provider} is installed`);
      if (!body) throw new Unreadable('The bytes of the delivery are not kept');
      if (body instanceof Error) throw body;
      if (open?.deliveryId !== event.deliveryId)
        open = { deliveryId: event.deliveryId, unpacked: unpack(provider, event.source, body) };
      normaliseEvent(result, event, provider, open.unpacked, providersWithApi);
    } catch (thrown) {
      if (thrown instanceof Unreadable)
        result.settlements.push({ id: event.id, state: 'dead_letter', reason: thrown.message });
      else result.failures.push({ id: event.id, thrown });
    }
  }
  return result;
}

function normaliseEvent(
  result: Normalised,
  event: PendingEvent,
  provider: Provider,
  { by, events }: Unpacked,
  providersWithApi: ReadonlySet<string>,
): void {
  const { id, key, provider: name, receivedAt, source, position, failedBefore, versionsOf, version } = event;
  const raw = events[position];
  if (!raw) throw new Unreadable(`The body holds no event at position ${position}`);
  const outcome =
    source === 'webhook' && raw.type.startsWith(SNAPSHOT) ? SNAPSHOT_FROM_WEBHOOK : provider.normalise(raw);
  if (by) result.fetched.set(id, fetchedBy(by, provider, raw));
  if (outcome.outcome !== 'changes') {
    const state = outcome.outcome === 'unmapped' ? 'unmapped' : 'ignored';
    result.settlements.push({ id, state, reason: outcome.reason });
    return;
  }
  if (outcome.refresh && providersWithApi.has(name)) collectRefreshes(result.refresh, name, outcome.refresh);
  const reportedAt = outcome.reportedAt ?? receivedAt;
  const normalised = { id, provider: name, key, learnedAt: receivedAt, reportedAt, changes: outcome.changes };
  if (versionsOf === null) (failedBefore ? result.suspects : result.events).push(normalised);
  else {
    // Of versions with the same report time the one received last is current. Each needs its own key in the ledger.
    const versions = result.versioned.get(versionsOf) ?? [];
    const order = String(version).padStart(9, '0');
    versions.push({ event: version === 1 ? normalised : { ...normalised, key: `${key}#${order}` }, order: order });
    result.versioned.set(versionsOf, versions);
  }
}

function collectRefreshes(refresh: Map<string, EntityRef[]>, provider: string, entities: readonly EntityRef[]): void {
  const known = refresh.get(provider);
  if (known) known.push(...entities);
  else refresh.set(provider, [...entities]);
}

type Unpacked = { by: ReconcileSource | null; events: readonly (OpenedEvent & Partial<ReconcileEvent>)[] };

/** The events of a delivery; a reconciliation stores those that it fetched in its own envelope. */
function unpack(provider: Provider, source: PendingEvent['source'], body: Uint8Array): Unpacked {
  return source === 'reconcile' ? readReconcileEnvelope(body) : { by: null, events: provider.open(body) };
}

/**
 * Why an event had to be fetched. `missed`: the provider's event log has it, we did not receive it. `silent`: the provider keeps an
 * event log and the change is not in it. `unknown`: no event log; decided later from the webhooks received.
 */
function fetchedBy(
  by: ReconcileSource,
  provider: Provider,
  { type, since, changedAt }: Unpacked['events'][number],
): Fetched {
  const cause = !type.startsWith(SNAPSHOT) ? 'missed' : provider.api?.eventLog ? 'silent' : 'unknown';
  return { by, provider: provider.name, since: since ?? null, changedAt: changedAt ?? null, cause };
}
