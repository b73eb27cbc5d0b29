import type { Transaction } from '#db/client.ts';
import { entityId } from '#lib/model/identity.ts';
import { currentClaim, fieldsOf, type Ledger, partsOf, readLedger } from './ledger.ts';
import { RENAMED } from './names.ts';
import { omitSuperseded } from './omit-superseded.ts';
import type { Entity } from './project-entity.ts';
import type { PartyNames } from './projection.ts';
import { SECTION } from './statements.ts';

/** The ids of the customers that ledgers of shipments name. */
export function customersOf(shipments: readonly { entity: Entity; ledger: Ledger }[]): Set<string> {
  const ids = new Set<string>();
  for (const { entity, ledger } of shipments) {
    if (entity.entityType !== 'shipment') continue;
    for (const party of partsOf(ledger, SECTION.roles).get(RENAMED)?.keys() ?? [])
      ids.add(entityId('party', entity.provider, party));
  }
  return ids;
}

type Stated = Entity & {
  events: readonly { statements: readonly { section: string; part: string; field: string }[] }[];
};

/** The ids of the customers that events name on shipments. */
export function customersIn(entities: readonly Stated[]): Set<string> {
  const ids = new Set<string>();
  for (const { provider, events } of entities) {
    for (const { statements } of events) {
      for (const { section, part, field } of statements) {
        if (section === SECTION.roles && part === RENAMED) ids.add(entityId('party', provider, field));
      }
    }
  }
  return ids;
}

/** Names of customers: `names` as they state them themselves now, `stored` as they are stored, by the ids of the shipments. */
export type CustomerNames = { names: PartyNames; stored: ReadonlyMap<string, PartyNames> };

/**
 * The names of the customers of stored shipments, and of some more by id. To be called when the ledgers are locked, so that the stored
 * names are those that will be written over. Shipments whose ledgers name no customer cost no query.
 */
export async function loadCustomerNames(
  tx: Transaction,
  facts: Iterable<Entity & { ledger: string }>,
  more: Iterable<string> = [],
): Promise<CustomerNames> {
  const providers = new Map([...facts].filter(mayNameCustomer).map(({ id, provider }) => [id, provider]));
  const stored = await storedNames(tx, providers);
  const ids = new Set(more);
  for (const names of stored.values()) for (const id of names.keys()) ids.add(id);
  return { names: await namesOf(tx, ids, 'facts'), stored };
}

/** Whether a ledger has a part for the customer: found in its text, since ledgers are parsed one at a time. */
function mayNameCustomer({ entityType, ledger }: { entityType: string; ledger: string }): boolean {
  return entityType === 'shipment' && ledger.includes(`"${RENAMED}":{`);
}

async function storedNames(
  tx: Transaction,
  providers: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, PartyNames>> {
  const stored = new Map<string, Map<string, Named>>();
  if (providers.size === 0) return stored;
  const rows = await tx<{ shipmentId: string; party: string; name: string; eventId: string }[]>`
    select shipment_id as "shipmentId", party, name, event_id as "eventId" from shipment_parties
    where shipment_id = any(${[...providers.keys()]}::uuid[]) and role = ${RENAMED}`;
  for (const { shipmentId, party, name, eventId } of rows) {
    const names = stored.get(shipmentId) ?? new Map<string, Named>();
    stored.set(shipmentId, names);
    names.set(entityId('party', providers.get(shipmentId) ?? '', party), { name, eventId, last: null });
  }
  return stored;
}

/** The names that parties state themselves, by their ids, from the stored ledgers or from those of a rebuild. */
export async function namesOf(
  tx: Transaction,
  ids: ReadonlySet<string>,
  table: 'facts' | 'rebuild_ledgers',
): Promise<PartyNames> {
  if (ids.size === 0) return new Map();
  const rows = await tx<{ id: string; ledger: string }[]>`
    select id, ledger from ${tx(table)} where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.flatMap(({ id, ledger }) => nameIn(id, omitSuperseded(readLedger(ledger)))));
}

type Named = PartyNames extends ReadonlyMap<string, infer Name> ? Name : never;

function nameIn(id: string, ledger: Ledger): [string, Named][] {
  const claim = currentClaim(fieldsOf(ledger).get('name'));
  const [first, last] = [claim?.[1], claim?.[2]].map((at) => ledger.events[at ?? -1]);
  return first && last && typeof claim?.[0] === 'string' ? [[id, { name: claim[0], eventId: first.id, last }]] : [];
}
