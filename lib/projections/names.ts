import { bounded } from '#lib/model/bounded.ts';
import { searchable } from '#lib/model/reference.ts';
import { currentClaim, firstSourceOf, type Ledger, partsOf, type Source } from './ledger.ts';
import type { RowOf } from './projection.ts';
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
    const value = bounded(long);
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
    if (claim) add('container', String(claim[0]), firstSourceOf(ledger, claim));
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
    for (const [number] of histories.get('number') ?? []) yield String(number);
  }
}

/** The parties of a shipment in their roles. */
export function partyRows(shipmentId: string, ledger: Ledger): Map<string, RowOf<'shipmentParties'>> {
  const rows = new Map<string, RowOf<'shipmentParties'>>();
  for (const [role, people] of partsOf(ledger, 'roles')) {
    for (const [party, history] of people) {
      const claim = currentClaim(history);
      if (!claim) continue;
      const name = String(claim[0]);
      rows.set(`${role} ${party}`, { shipmentId, role, party, name, eventId: firstSourceOf(ledger, claim)?.id ?? '' });
    }
  }
  return rows;
}
