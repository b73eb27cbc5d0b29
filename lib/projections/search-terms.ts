import { bounded } from '#lib/model/bounded.ts';
import { searchable } from '#lib/model/reference.ts';
import { searchTerms } from '#lib/model/search.ts';
import type { Projection, RowOf } from './projection.ts';

type Texts = Iterable<string | null | undefined>;

/**
 * The terms by which a shipment is found: all its references, also those that it had before, the companies, vessels, voyages and goods
 * that its other rows name. The order of `rows` does not matter.
 */
export function shipmentSearchTerms(
  shipmentId: string,
  rows: Projection,
  numbersEver: Iterable<string>,
): Map<string, RowOf<'searchTerms'>> {
  const present = new Set([...(rows.shipmentReferences?.values() ?? [])].map((one) => one.searchable));
  const former = [...numbersEver].filter((number) => !present.has(searchable(bounded(number))));
  return termRows(shipmentId, [shipmentId], textsOf(rows), former);
}

function* textsOf(rows: Projection): Texts {
  // References first: they are kept if there are too many terms.
  for (const { value } of rows.shipmentReferences?.values() ?? []) yield value;
  for (const { name, customer } of rows.shipments?.values() ?? []) yield* [name, customer];
  for (const { name } of rows.shipmentParties?.values() ?? []) yield name;
  for (const { vesselName, voyage, trackingNumber } of rows.legs?.values() ?? []) {
    yield* [vesselName, voyage && `${vesselName ?? ''}${voyage}`, trackingNumber];
  }
  for (const { sku, product, poNumber } of rows.shipmentItems?.values() ?? []) yield* [sku, product, poNumber];
}

/** The terms by which the shipments of a record are found: an invoice number, the name of a document. */
export function recordSearchTerms(
  recordId: string,
  links: ReadonlyMap<string, RowOf<'shipmentRecords'>>,
  texts: Texts,
): Map<string, RowOf<'searchTerms'>> {
  const shipmentIds = [...links.values()].map(({ shipmentId }) => shipmentId);
  return termRows(recordId, shipmentIds, texts);
}

function termRows(
  entityId: string,
  shipmentIds: readonly string[],
  texts: Texts,
  former: readonly string[] = [],
): Map<string, RowOf<'searchTerms'>> {
  const terms = searchTerms(texts, former);
  if (terms === null) return new Map();
  return new Map(shipmentIds.map((shipmentId) => [`${entityId} ${shipmentId}`, { entityId, shipmentId, terms }]));
}
