import { bounded } from '#lib/model/bounded.ts';
import { paintedNumber } from '#lib/model/container-number.ts';
import { entityId } from '#lib/model/identity.ts';
import { isPlaceholder } from '#lib/model/placeholder.ts';
import { searchable } from '#lib/model/reference.ts';
import type { PartyRole } from '#lib/model/shipment.ts';
import { compareSources, currentClaim, firstSourceOf, type Ledger, partsOf, type Source } from './ledger.ts';
import type { Identity, PartyNames, Projection, RowOf } from './projection.ts';
import { SECTION } from './statements.ts';

/**
 * The references of a shipment. It can always be found by its id at the provider and by the numbers of its containers. A number that a
 * container had before it was corrected is none of them.
 */
export function referenceRows(
  shipmentId: string,
  ledger: Ledger,
  externalId: string,
): Map<string, RowOf<'shipmentReferences'>> {
  const rows = new Map<string, RowOf<'shipmentReferences'>>();
  const add = (type: string, long: string, source: Source | undefined) => {
    const value = bounded(type === 'container' ? paintedNumber(long) : long);
    rows.set(`${type} ${value}`, { shipmentId, type, value, searchable: searchable(value), eventId: source?.id ?? '' });
  };
  const [oldest] = ledger.events;
  add('shipment', externalId, oldest);
  const former = formerNumbers(ledger);
  for (const [type, values] of partsOf(ledger, SECTION.references)) {
    for (const [value, history] of values) {
      if (type !== 'container' || !former.has(value)) add(type, value, firstSourceOf(ledger, history[0]));
    }
  }
  for (const histories of partsOf(ledger, SECTION.containers).values()) {
    const claim = currentClaim(histories.get('number'));
    if (claim && !isPlaceholder(String(claim[0]))) add('container', String(claim[0]), firstSourceOf(ledger, claim));
  }
  return rows;
}

/** Numbers that containers had, and none of them has any more. */
function formerNumbers(ledger: Ledger): Set<string> {
  const former = new Set<string>();
  const current = new Set<string>();
  for (const histories of partsOf(ledger, SECTION.containers).values()) {
    const history = histories.get('number') ?? [];
    const claim = currentClaim(history);
    for (const one of history) (one === claim ? current : former).add(String(one[0]));
  }
  return new Set([...former].filter((number) => !current.has(number)));
}

/** All references and container numbers that a shipment ever had: it is found by those on older papers too. */
export function* numbersEver(ledger: Ledger): Generator<string> {
  for (const values of partsOf(ledger, SECTION.references).values()) yield* values.keys();
  for (const histories of partsOf(ledger, SECTION.containers).values()) {
    for (const [number] of histories.get('number') ?? []) if (!isPlaceholder(String(number))) yield String(number);
  }
}

/** The role whose names follow the party. The name of a carrier also stands on legs, as each leg states it, and the two must agree. */
export const RENAMED = 'customer' satisfies PartyRole;

/** The parties of a shipment in their roles. A customer has the name that the shipment or, since then, it states itself. */
export function partyRows(
  { id: shipmentId, provider }: Pick<Identity, 'id' | 'provider'>,
  ledger: Ledger,
  names?: PartyNames,
): Map<string, RowOf<'shipmentParties'>> {
  const rows = new Map<string, RowOf<'shipmentParties'>>();
  for (const [role, people] of partsOf(ledger, SECTION.roles)) {
    for (const [party, history] of people) {
      const claim = currentClaim(history);
      if (!claim) continue;
      const stated = { name: String(claim[0]), eventId: firstSourceOf(ledger, claim)?.id ?? '' };
      const own = role === RENAMED ? names?.get(entityId('party', provider, party)) : undefined;
      const { name, eventId } = own && isNewer(own, stated.name, ledger.events[claim[2]]) ? own : stated;
      rows.set(`${role} ${party}`, { shipmentId, role, party, name, eventId });
    }
  }
  return rows;
}

function isNewer({ name, last }: Named, stated: string, statedLast: Source | undefined): boolean {
  if (last === null) return true;
  return name !== stated && statedLast !== undefined && compareSources(last, statedLast) > 0;
}

type Named = PartyNames extends ReadonlyMap<string, infer Name> ? Name : never;

/** The event that states the name of the customer of a shipment: the last one with which it states it itself, else that of the row. */
export function namingEvent(
  { provider }: Pick<Identity, 'provider'>,
  { shipmentParties }: Projection,
  names?: PartyNames,
): string | undefined {
  const row = [...(shipmentParties?.values() ?? [])].find(({ role }) => role === RENAMED);
  const own = row && names?.get(entityId('party', provider, row.party));
  return own?.last && own.eventId === row?.eventId ? own.last.id : row?.eventId;
}
