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
  numbersEver: Texts,
): Map<string, RowOf<'searchTerms'>> {
  return termRows(shipmentId, [shipmentId], textsOf(rows, numbersEver));
}

function* textsOf(rows: Projection, numbersEver: Texts): Texts {
  // References first: they are kept if there are too many terms.
  for (const { value } of rows.shipmentReferences?.values() ?? []) yield value;
  for (const { name, customer } of rows.shipments?.values() ?? []) yield* [name, customer];
  for (const { name } of rows.shipmentParties?.values() ?? []) yield name;
  for (const { vesselName, voyage, trackingNumber } of rows.legs?.values() ?? []) {
    yield* [vesselName, voyage && `${vesselName ?? ''}${voyage}`, trackingNumber];
  }
  for (const { sku, product, poNumber } of rows.shipmentItems?.values() ?? []) yield* [sku, product, poNumber];
  yield* numbersEver;
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

function termRows(entityId: string, shipmentIds: readonly string[], texts: Texts): Map<string, RowOf<'searchTerms'>> {
  const terms = searchTerms(texts);
  if (terms === null) return new Map();
  return new Map(shipmentIds.map((shipmentId) => [`${entityId} ${shipmentId}`, { entityId, shipmentId, terms }]));
}
