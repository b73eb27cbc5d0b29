import type { Transaction } from '#db/client.ts';
import { upsertRows } from '#db/rows.ts';
import { type EntityEvents, groupByEntity, type NormalisedEvent } from '#lib/projections/apply.ts';
import { applyStatements } from '#lib/projections/apply-statements.ts';
import { recordEntityEvents } from '#lib/projections/entity-events.ts';
import { readLedger, writeLedger } from '#lib/projections/ledger.ts';

/** Adds events to the ledgers of the rebuild, and adds missing rows to the index from entities to events. */
export async function addToLedgers(
  tx: Transaction,
  events: readonly NormalisedEvent[],
  touched: boolean,
): Promise<void> {
  const entities = groupByEntity(events);
  if (entities.length === 0) return;
  const ids = entities.map(({ id }) => id);
  const rows = await tx<{ id: string; ledger: string }[]>`
    select id, ledger from rebuild_ledgers where id = any(${ids}::uuid[])`;
  const known = new Map(rows.map(({ id, ledger }) => [id, ledger]));
  const written = entities.map(({ events: added, ...entity }) => {
    const before = known.get(entity.id) ?? '';
    const ledger = readLedger(before);
    applyStatements(ledger, added);
    return { ...entity, ledger: writeLedger(ledger), before };
  });
  const changed = written.filter(({ ledger, before }) => ledger !== before);
  await upsertRows(
    tx,
    'rebuildLedgers',
    changed.map(({ before: _, ...entity }) => ({ ...entity, touched, comparison: null })),
  );
  if (touched) {
    // An entity that was compared with this ledger may have other stored rows by now.
    const same = written.filter(({ ledger, before }) => ledger === before).map(({ id }) => id);
    await tx`update rebuild_ledgers set touched = true where id = any(${same}::uuid[]) and not touched`;
  }
  await recordEntityEvents(tx, await withoutRecorded(tx, entities));
}

/** Leaves out pairs that are recorded: nearly all, when the index is complete. */
async function withoutRecorded(tx: Transaction, entities: readonly EntityEvents[]): Promise<EntityEvents[]> {
  const ids = entities.map(({ id }) => id);
  const eventIds = [...new Set(entities.flatMap(({ events }) => events.map(({ source }) => source.id)))];
  const rows = await tx<{ entityId: string; eventId: string }[]>`
    select entity_id as "entityId", event_id as "eventId" from entity_events
    where entity_id = any(${ids}::uuid[]) and event_id = any(${eventIds}::uuid[])`;
  const recorded = new Set(rows.map(({ entityId, eventId }) => `${entityId} ${eventId}`));
  return entities.map((entity) => ({
    ...entity,
    events: entity.events.filter(({ source }) => !recorded.has(`${entity.id} ${source.id}`)),
  }));
}
