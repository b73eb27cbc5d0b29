import { randomUUIDv7 } from 'node:crypto';
import { audit } from '#db/audit.ts';
import type { Sql, Transaction } from '#db/client.ts';
import { EVENT_STATES } from '#db/queries/delivery-filter.ts';
import { now } from '#lib/clock.ts';
import type { Queue } from '#lib/queue/index.ts';
import { type ProcessJob, processJob } from './jobs.ts';
import { countReplayable, type ReplayFilter, type Selected, selectReplayable } from './replayable-events.ts';

export { countReplayable, type ReplayFilter };

/**
 * `replay` is its id, null if no event matched. `next` is the event after which to continue; null when all that matched at the start
 * were replayed.
 */
export type Replayed = { replay: string | null; replayed: number; next: string | null };

/** The user, the event after which to continue, and the maximum number of events. */
export type ReplayRequest = { by: string; after?: string | undefined; limit?: number };

/** Events that are replayed in one transaction, by one job, and in one batch. */
export const REPLAYED_TOGETHER = 40;

/** Events of one replay at most. */
export const MAX_REPLAYED = 100_000;

/**
 * Processes events again, in the background, so that live deliveries do not wait. Applying an event twice changes nothing, so this is
 * always safe; unmapped events and dead letters are processed if their cause is corrected. The events are chosen at the start. Each chunk
 * of them, its job and their membership in the replay are one transaction: after an interruption another call with the filter replays
 * the rest. The first chunk's transaction writes the replay and the audit entry.
 */
export async function replayEvents(
  sql: Sql,
  queue: Pick<Queue, 'enqueue'>,
  filter: ReplayFilter,
  { by, after, limit = MAX_REPLAYED }: ReplayRequest,
): Promise<Replayed> {
  const found = await selectReplayable(sql, filter, { after, limit: limit + 1 });
  const chosen = found.slice(0, limit);
  if (chosen.length === 0) return { replay: null, replayed: 0, next: null };
  // A batch reads and parses the body of each of its deliveries, which may contain thousands of events.
  const ordered = chosen.toSorted(byDelivery);
  const replay = randomUUIDv7();
  let replayed = 0;
  for (let at = 0; at < ordered.length; at += REPLAYED_TOGETHER) {
    const ids = ordered.slice(at, at + REPLAYED_TOGETHER).map(({ id }) => id);
    replayed += await sql.begin(async (tx) => {
      if (at === 0) await recordReplay(tx, replay, filter, { by, selected: chosen.length });
      return replayChunk(tx, queue, filter, replay, ids);
    });
  }
  return { replay, replayed, next: found.length > limit ? (chosen.at(-1)?.id ?? null) : null };
}

const byDelivery = (a: Selected, b: Selected) =>
  a.deliveryId === b.deliveryId ? 0 : a.deliveryId < b.deliveryId ? -1 : 1;

async function recordReplay(
  tx: Transaction,
  replay: string,
  filter: ReplayFilter,
  { by, selected }: { by: string; selected: number },
): Promise<void> {
  const stated = Object.entries(filter).filter(([, value]) => value);
  await tx`
    insert into replays (id, actor, filter, selected, started_at)
    values (${replay}, ${by}, ${JSON.stringify(Object.fromEntries(stated))}::text::json, ${selected}, ${now()})`;
  const words = stated.map(([name, value]) => `${name} ${value}`).join(', ') || 'all';
  await audit(tx, by, 'replayed', filter.delivery ? `delivery ${filter.delivery}` : `${selected} events: ${words}`);
}

/** Leaves out events whose state changed since they were chosen. Returns how many it replays. */
async function replayChunk(
  tx: Transaction,
  queue: Pick<Queue, 'enqueue'>,
  { status, delivery }: ReplayFilter,
  replay: string,
  chosen: readonly string[],
): Promise<number> {
  const state = EVENT_STATES.find((one) => one === status);
  const rows = await tx<{ id: string }[]>`
    with chosen as materialized (
      select id, state from events where id = any(${[...chosen]}::uuid[])
        ${delivery === undefined ? tx`and state <> 'pending'` : tx``} ${state ? tx`and state = ${state}` : tx``}
      order by id for update
    ), changed as (
      update events set state = 'pending', reason = null, settled_at = null from chosen where events.id = chosen.id
      returning events.id, chosen.state
    )
    insert into replayed_events (replay_id, event_id, state_before) select ${replay}::uuid, id, state from changed
    returning event_id as id`;
  const ids = rows.map(({ id }) => id).sort();
  if (ids.length > 0) await queue.enqueue(tx, processJob, [{ events: ids } satisfies ProcessJob], 'background');
  return ids.length;
}
