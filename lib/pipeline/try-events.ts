import type { Sql, Transaction } from '#db/client.ts';
import { shareProjections } from '#db/projection-lock.ts';
import { messageOf } from '#lib/errors.ts';
import { listStoredEvents, loadBodies } from '#lib/inbox/load-pending-events.ts';
import type { EffectPart } from '#lib/model/effect.ts';
import type { EntityType } from '#lib/model/identity.ts';
import { applyNormalised } from './apply-normalised.ts';
import { normaliseEvents } from './normalise-events.ts';
import { rolledBack } from './roll-back.ts';

/** A value that would change. */
export type TriedChange = {
  entityType: EntityType;
  entityId: string;
  part: EffectPart | null;
  field: string;
  before: unknown;
  after: unknown;
};

/** What processing would do: how many of the `tried` events would have which result, why, and the first changes of all. */
export type TriedEvents = {
  tried: number;
  processed: number;
  /** Not processed, by the state they would have, with the reason of the first. */
  others: { state: string; count: number; reason: string }[];
  changeCount: number;
  changes: TriedChange[];
};

/** Events that are tried at most, so that their entities are locked for a moment only. */
export const MAX_TRIED = 100;

/** Changes that are listed. */
const MAX_CHANGES = 50;

/** Other transactions may hold the entities, and a trial must not hold up others. */
const TIMEOUTS = { lock: '2s', statement: '5s' };

/**
 * Processes the first of the given events in a transaction that is rolled back, and returns what it would have changed. Nothing is sent
 * or stored. Throws the database's error if the entities are locked for longer than two seconds.
 */
export async function tryEvents(sql: Sql, ids: readonly string[]): Promise<TriedEvents> {
  return rolledBack(
    (act) => sql.begin(act),
    async (tx) => {
      await tx`select set_config('lock_timeout', ${TIMEOUTS.lock}, true), set_config('statement_timeout', ${TIMEOUTS.statement}, true)`;
      await shareProjections(tx);
      return process(tx, ids.slice(0, MAX_TRIED));
    },
  );
}

async function process(tx: Transaction, ids: readonly string[]): Promise<TriedEvents> {
  const events = await listStoredEvents(tx, ids);
  const bodies = await loadBodies(
    tx,
    events.map(({ deliveryId }) => deliveryId),
  );
  const normalised = normaliseEvents(events, bodies, new Set());
  const [{ last } = { last: '0' }] = await tx<
    { last: string }[]
  >`select coalesce(max(id), 0)::text as last from effects`;
  const { failures } = await applyNormalised(tx, normalised, new Set(ids));
  const others = tally([
    ...normalised.settlements.map(({ state, reason = '' }) => ({ state, reason })),
    ...failures.map(({ thrown }) => ({ state: 'dead_letter', reason: messageOf(thrown) })),
  ]);
  const unprocessed = others.reduce((sum, { count }) => sum + count, 0);
  const changes = await tx<(TriedChange & { total: number })[]>`
    select entity_type as "entityType", entity_id as "entityId", part, field, before, after, (count(*) over ())::int as total
    from effects where id > ${last}::bigint and event_id = any(${[...ids]}::uuid[]) order by id limit ${MAX_CHANGES}`;
  return {
    ...{ tried: events.length, processed: events.length - unprocessed, others },
    changeCount: changes[0]?.total ?? 0,
    changes: changes.map(({ total: _, ...change }) => change),
  };
}

function tally(results: readonly { state: string; reason: string }[]): TriedEvents['others'] {
  const counted = new Map<string, TriedEvents['others'][number]>();
  for (const { state, reason } of results) {
    const one = counted.get(state) ?? { state, count: 0, reason };
    counted.set(state, { ...one, count: one.count + 1 });
  }
  return [...counted.values()];
}
