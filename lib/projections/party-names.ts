import type { Transaction } from '#db/client.ts';
import { entityId } from '#lib/model/identity.ts';
import { currentClaim, fieldsOf, type Ledger, partsOf, readLedger } from './ledger.ts';
import { omitSuperseded } from './omit-superseded.ts';
import type { Entity } from './project-entity.ts';
import type { PartyNames } from './projection.ts';
import { SECTION } from './statements.ts';

/** The ids of parties that ledgers of shipments name in a role. */
export function partiesOf(shipments: readonly { entity: Entity; ledger: Ledger }[]): Set<string> {
  const ids = new Set<string>();
  for (const { entity, ledger } of shipments) {
    if (entity.entityType !== 'shipment') continue;
    for (const people of partsOf(ledger, SECTION.roles).values()) {
      for (const party of people.keys()) ids.add(entityId('party', entity.provider, party));
    }
  }
  return ids;
}

type Stated = Entity & { events: readonly { statements: readonly { section: string; field: string }[] }[] };

/** The ids of parties that events name in a role on shipments. */
export function partiesIn(entities: readonly Stated[]): Set<string> {
  const ids = new Set<string>();
  for (const { provider, events } of entities) {
    for (const { statements } of events) {
      for (const { section, field } of statements) {
        if (section === SECTION.roles) ids.add(entityId('party', provider, field));
      }
    }
  }
  return ids;
}

/** The names of the parties of stored shipments, and of some more by id, as the parties state them themselves. */
export async function loadPartyNames(
  tx: Transaction,
  entities: readonly Entity[],
  more: Iterable<string> = [],
): Promise<PartyNames> {
  const shipmentIds = entities.filter(({ entityType }) => entityType === 'shipment').map(({ id }) => id);
  if (shipmentIds.length === 0) return NO_NAMES;
  const rows = await tx<{ provider: string; party: string }[]>`
    select distinct provider, party from shipment_parties join shipments on id = shipment_id
    where shipment_id = any(${shipmentIds}::uuid[])`;
  const ids = new Set([...more, ...rows.map(({ provider, party }) => entityId('party', provider, party))]);
  return namesOf(tx, ids, 'facts');
}

const NO_NAMES: PartyNames = new Map();

/** The names of parties by their ids, from the stored ledgers or from those of a rebuild. */
export async function namesOf(
  tx: Transaction,
  ids: ReadonlySet<string>,
  table: 'facts' | 'rebuild_ledgers',
): Promise<PartyNames> {
  if (ids.size === 0) return NO_NAMES;
  const rows = await tx<{ id: string; ledger: string }[]>`
    select id, ledger from ${tx(table)} where id = any(${[...ids]}::uuid[])`;
  return new Map(rows.flatMap(({ id, ledger }) => nameIn(id, omitSuperseded(readLedger(ledger)))));
}

type Named = PartyNames extends ReadonlyMap<string, infer Name> ? Name : never;

function nameIn(id: string, ledger: Ledger): [string, Named][] {
  const claim = currentClaim(fieldsOf(ledger).get('name'));
  const [first, last] = [claim?.[1], claim?.[2]].map((at) => ledger.events[at ?? -1]);
  return first && last && typeof claim?.[0] === 'string' ? [[id, { name: claim[0], first, last }]] : [];
}
