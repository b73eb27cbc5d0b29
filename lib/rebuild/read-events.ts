import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import {
  type EventCursor,
  findSettledEvents,
  listSettledEvents,
  loadBodies,
  type SettledEvent,
} from '#lib/inbox/load-pending-events.ts';
import type { Normalised } from '#lib/pipeline/normalise-events.ts';
import type { NormalisedEvent } from '#lib/projections/apply.ts';
import { orderVersions, type Version } from '#lib/projections/versions.ts';
import { findProvider } from '#lib/providers/index.ts';
import { addToLedgers } from './add-to-ledgers.ts';
import type { Limits } from './limits.ts';
import { recordOutcomes } from './outcomes.ts';
import type { Rules, StepOptions } from './rules.ts';

export type Pass = { after: EventCursor | null; since: string | null };

/**
 * Reads the next events of a pass into the ledgers of the rebuild. `touched` marks their entities as not compared. Returns the
 * number of events and the cursor, null at the end. Events that are settled meanwhile are left to the next pass, since otherwise
 * no pass would end while webhooks arrive.
 */
export async function readEvents(
  tx: Transaction,
  { rules, limits }: StepOptions,
  pass: Pass,
  touched: boolean,
): Promise<{ read: number; next: EventCursor | null }> {
  const listed = await listSettledEvents(tx, { ...pass, limit: limits.events });
  const events = fitting(listed, limits);
  const last = events.at(-1);
  if (!last) return { read: 0, next: null };
  const known = events.filter(({ readable, provider }) => readable && findProvider(provider));
  const normalised = await normalise(tx, rules, known);
  const toApply = [...normalised.events, ...normalised.suspects];
  for (const [first, versions] of normalised.versioned) {
    for (const one of await withLatestVersion(tx, rules, first, versions)) toApply.push(one);
  }
  await addToLedgers(tx, toApply, touched);
  await recordOutcomes(tx, events, normalised);
  const isLast = listed.length < limits.events && events.length === listed.length;
  return { read: events.length, next: isLast ? null : { deliveryId: last.deliveryId, position: last.position } };
}

async function normalise(tx: Transaction, rules: Rules, events: readonly SettledEvent[]): Promise<Normalised> {
  const deliveries = events.map(({ deliveryId }) => deliveryId);
  return rules.normalise(events, await loadBodies(tx, deliveries), new Set());
}

function fitting(events: readonly SettledEvent[], { bodyBytes: most }: Limits): SettledEvent[] {
  const bodies = new Set<string>();
  let room = most;
  const end = events.findIndex(({ deliveryId, bodyBytes }) => {
    if (bodies.has(deliveryId)) return false;
    const isFirst = bodies.size === 0;
    bodies.add(deliveryId);
    room -= bodyBytes;
    return room < 0 && !isFirst;
  });
  return end < 0 ? [...events] : events.slice(0, end);
}

/**
 * The versions of an event to apply: the given ones and the latest of those that were read before. So each version is applied
 * together with a later one, or is the latest, without loading all. One that was read before and cannot be read now is recorded as such,
 * so that its entities keep their values.
 */
async function withLatestVersion(
  tx: Transaction,
  rules: Rules,
  first: string,
  versions: readonly Version[],
): Promise<NormalisedEvent[]> {
  const ids = versions.map(({ event }) => event.id);
  const [known] = await tx<
    { eventId: string }[]
  >`select event_id as "eventId" from rebuild_versions where first = ${first}`;
  // The first version may have been read before the second one was stored.
  const before = [...new Set([known?.eventId ?? first, first])].filter((id) => !ids.includes(id));
  const earlier = await findSettledEvents(tx, before);
  const normalised = await normalise(tx, rules, earlier);
  await recordOutcomes(tx, earlier, normalised);
  const ordered = orderVersions([...versions, ...(normalised.versioned.get(first) ?? [])]);
  const latest = ordered.at(-1);
  if (latest) await upsertRows(tx, 'rebuildVersions', [{ first, eventId: latest.id }]);
  return ordered;
}
