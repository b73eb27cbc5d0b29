import type { Transaction } from '#db/client.ts';
import { deleteRows, updateRows, upsertRows } from '#db/rows.ts';
import { now } from '#lib/clock.ts';
import { asShown } from './as-shown.ts';
import { lockFacts } from './derive-conditions.ts';
import { collectWrites, differences, type Writes } from './differences.ts';
import { readLedger } from './ledger.ts';
import { RENAMED } from './names.ts';
import { loadCustomerNames, namesOf } from './party-names.ts';
import { type Entity, projectEntity } from './project-entity.ts';
import type { PartyNames, ProjectionSettings } from './projection.ts';
import { type Effect, recordEffects } from './record-effects.ts';
import { SECTION } from './statements.ts';

type Stated = Entity & {
  events: readonly { cause: string; statements: readonly { section: string; field: string }[] }[];
};

/** Shipments that are derived at once; those beyond are due, and derived in transactions of their own. */
const AT_ONCE = 200;

/**
 * Derives the shipments again on which a customer has another name than the one that it states now, or one that it stated in an event that
 * was replaced: it is renamed by an event of its own, which names no shipment. They are locked after the party, whatever their ids are: of
 * two transactions that wait for each other the database ends one, and its events are processed again. Returns the effects, each caused by
 * the last of the events that states the name of the party, or by the version that replaces it.
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
  const rows = await shipmentsNamingOtherwise(tx, causes.keys(), names);
  const some = new Map(rows.slice(0, AT_ONCE).map((row) => [row.shipmentId, causes.get(row.partyId) ?? '']));
  const effects = some.size > 0 ? await deriveAgain(tx, some, settings) : [];
  await setDue(
    tx,
    rows.slice(AT_ONCE).map(({ shipmentId }) => shipmentId),
  );
  return effects;
}

/**
 * Shipments with another name of a party than it states, or with its name by another event of it than the first. A party that states none
 * any more has no other name, and no first event.
 */
async function shipmentsNamingOtherwise(tx: Transaction, ids: Iterable<string>, names: PartyNames) {
  const given = [...ids].map((id) => ({ id, name: names.get(id)?.name, first: names.get(id)?.eventId }));
  return tx<{ shipmentId: string; partyId: string }[]>`
    select shipment_id as "shipmentId", min(parties.id::text) as "partyId"
    from json_to_recordset(${JSON.stringify(given)}::text::json) as given(id uuid, name text, first uuid)
    join parties on parties.id = given.id
    join shipment_parties as named on party = parties.external_id and role = ${RENAMED}
    join shipments on shipments.id = shipment_id and shipments.provider = parties.provider
    where named.name <> given.name or (named.event_id is distinct from given.first and exists (
      select from entity_events where entity_id = given.id and entity_events.event_id = named.event_id))
    group by shipment_id order by shipment_id`;
}

/** Has the shipments derived by whoever looks for what is due. Those that are due already stay due since then: see `asShown`. */
async function setDue(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    with later as (select id from facts where id = any(${[...ids]}::uuid[]) order by id for update)
    update facts set due_at = least(due_at, ${now()}) from later where facts.id = later.id`;
}

/**
 * Writes what names decide and nothing else: under newer rules than those of the stored rows, all else is left to the rebuild. `causes`:
 * the event that renamed a party, by the id of the shipment.
 */
async function deriveAgain(
  tx: Transaction,
  causes: ReadonlyMap<string, string>,
  settings: ProjectionSettings,
): Promise<Effect[]> {
  const facts = await lockFacts(tx, tx`select unnest(${[...causes.keys()]}::uuid[])`);
  const { names, stored } = await loadCustomerNames(tx, facts);
  const asOf = now();
  const writes: Writes = new Map();
  const effects: Effect[] = [];
  for (const fact of facts) {
    const ledger = readLedger(fact.ledger);
    const context = { ...settings, asOf: asShown(fact.dueAt, asOf) };
    const shown = projectEntity(fact, ledger, { ...context, names: stored.get(fact.id) }).rows;
    const { rows } = projectEntity(fact, ledger, { ...context, names });
    collectWrites(shown, rows, writes);
    const [entity, eventId] = [{ entityType: fact.entityType, entityId: fact.id }, causes.get(fact.id) ?? ''];
    for (const difference of differences(shown, rows)) effects.push({ ...difference, ...entity, eventId });
  }
  await updateRows(tx, 'shipments', ['customer'], writes.get('shipments')?.upserts.values() ?? []);
  for (const table of ['shipmentParties', 'searchTerms'] as const) {
    await upsertRows(tx, table, writes.get(table)?.upserts.values() ?? []);
    await deleteRows(tx, table, writes.get(table)?.deletes.values() ?? []);
  }
  await recordEffects(tx, effects);
  return effects;
}
