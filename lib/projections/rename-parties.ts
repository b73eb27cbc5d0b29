import type { Transaction } from '#db/client.ts';
import { deleteRows, upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { asShown } from './as-shown.ts';
import { lockFacts } from './derive-conditions.ts';
import { collectWrites, differences, type Writes } from './differences.ts';
import { readLedger } from './ledger.ts';
import { loadPartyNames, namesOf } from './party-names.ts';
import { type Entity, projectEntity } from './project-entity.ts';
import type { PartyNames, ProjectionSettings } from './projection.ts';
import { type Effect, recordEffects } from './record-effects.ts';
import { SECTION } from './statements.ts';
import { asStoredProjection, storedProjections } from './stored-projection.ts';

type Stated = Entity & {
  events: readonly { cause: string; statements: readonly { section: string; field: string }[] }[];
};

/** Shipments that are derived together. */
const TOGETHER = 200;

/**
 * Derives the shipments again on which a party has another name than the one that it states now: a customer is renamed by an event of its
 * own, which names no shipment. They are locked after the party, whatever their ids are: of two transactions that wait for each other the
 * database ends one, and its events are processed again. Returns the effects, each caused by the last of the events that states the name of the party.
 */
export async function renameOnShipments(
  tx: Transaction,
  entities: readonly Stated[],
  settings: ProjectionSettings,
): Promise<Effect[]> {
  const causes = new Map<string, string>();
  for (const { id, entityType, events } of entities) {
    const naming = events.findLast(({ statements }) =>
      statements.some(({ section, field }) => section === SECTION.fields && field === 'name'),
    );
    if (entityType === 'party' && naming) causes.set(id, naming.cause);
  }
  if (causes.size === 0) return [];
  const names = await namesOf(tx, new Set(causes.keys()), 'facts');
  const rows = await shipmentsNamingOtherwise(tx, names);
  const effects: Effect[] = [];
  for (let at = 0; at < rows.length; at += TOGETHER) {
    const some = new Map(rows.slice(at, at + TOGETHER).map((row) => [row.shipmentId, causes.get(row.partyId) ?? '']));
    effects.push(...(await deriveAgain(tx, some, settings)));
  }
  return effects;
}

/** Shipments with another name of a party, or with its name by another event of it than the first. */
async function shipmentsNamingOtherwise(tx: Transaction, names: PartyNames) {
  const given = [...names].map(([id, { name, first }]) => ({ id, name, first: first.id }));
  return tx<{ shipmentId: string; partyId: string }[]>`
    select shipment_id as "shipmentId", min(parties.id::text) as "partyId"
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, name text, first uuid)
    join parties on parties.id = given.id
    join shipment_parties as named on party = parties.external_id
    join shipments on shipments.id = shipment_id and shipments.provider = parties.provider
    where named.name is distinct from given.name or (named.event_id <> given.first and exists (
      select from entity_events where entity_id = given.id and entity_events.event_id = named.event_id))
    group by shipment_id order by shipment_id`;
}

/** `causes`: the event that renamed a party, by the id of the shipment. */
async function deriveAgain(
  tx: Transaction,
  causes: ReadonlyMap<string, string>,
  settings: ProjectionSettings,
): Promise<Effect[]> {
  const ids = [...causes.keys()];
  const facts = await lockFacts(tx, tx`select unnest(${ids}::uuid[])`);
  const stored = await storedProjections(tx, facts);
  const context = { ...settings, names: await loadPartyNames(tx, facts) };
  const asOf = now();
  const writes: Writes = new Map();
  const effects: Effect[] = [];
  for (const fact of facts) {
    const before = stored.get(fact.id) ?? {};
    const at = asShown(fact.dueAt, asOf);
    const after = asStoredProjection(projectEntity(fact, readLedger(fact.ledger), { ...context, asOf: at }).rows);
    collectWrites(before, after, writes);
    const [entity, eventId] = [{ entityType: fact.entityType, entityId: fact.id }, causes.get(fact.id) ?? ''];
    for (const difference of differences(before, after)) effects.push({ ...difference, ...entity, eventId });
  }
  for (const [table, { upserts, deletes }] of writes) {
    await upsertRows(tx, table, upserts.values());
    await deleteRows(tx, table, deletes.values());
  }
  await recordEffects(tx, effects);
  return effects;
}
