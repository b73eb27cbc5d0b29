import type { OrderLine, ProductFields, PurchaseOrderFields } from '#lib/model/record.ts';
import { unreadableIn } from '../../unreadable-fields.ts';
import { modeOf } from '../mode.ts';
import { type Fields, isObject, isWhole, objectsOf, stated, textOf } from '../read.ts';
import {
  countOf,
  dayOf,
  firstOf,
  flagOf,
  moneyWithin,
  nameOf,
  partOf,
  placeIn,
  textAt,
  textsOf,
  timeOf,
} from './values.ts';

const STATUSES = new Map<string, PurchaseOrderFields['status']>([
  ['open', 'open'],
  ['closed', 'closed'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['archived', 'archived'],
]);

/** The fields of a purchase order, in either form. A link to its lines means not stated. */
export function purchaseOrderFields(source: Fields): PurchaseOrderFields {
  return stated<PurchaseOrderFields>({
    number: textAt(source, 'purchase_order_number', 'po_number', 'number', 'name'),
    status: timeOf(source.archived_at) ? 'archived' : STATUSES.get(textOf(source.status) ?? ''),
    buyer: firstOf(source, ['buyer', 'buyer_name'], nameOf),
    seller: firstOf(source, ['seller', 'seller_name', 'supplier'], nameOf),
    incoterm: textOf(source.incoterm),
    mode: modeOf(textAt(source, 'transportation_mode', 'mode')),
    cargoReadyOn: dayOf(source.cargo_ready_date),
    mustArriveOn: dayOf(source.must_arrive_date),
    origin: firstOf(source, ['origin_port', 'origin_address', 'origin'], placeIn),
    destination: firstOf(source, ['destination_port', 'destination_address', 'destination'], placeIn),
    memo: textOf(source.memo),
    createdAt: timeOf(source.created_at),
    ...linesIn(source),
  });
}

/** The lines, all of them or, of a page of several, a part. */
function linesIn(source: Fields): Pick<PurchaseOrderFields, 'lines' | 'linesPart'> {
  const stated = firstOf(source, ['line_items', 'lines'], (list) => (listOf(list) ? { list } : undefined));
  const lines = linesOf(stated?.list);
  return isWhole(stated?.list) ? { lines } : { linesPart: lines };
}

/** A list of objects, expanded or as a page; undefined for a link. */
export function listOf(value: unknown): Fields[] | undefined {
  const data = isObject(value) ? value.data : undefined;
  const isList = Array.isArray(value) || Array.isArray(data) || (isObject(data) && Array.isArray(data.data));
  return isList ? objectsOf(value) : undefined;
}

function linesOf(value: unknown): OrderLine[] | undefined {
  return listOf(value)?.map(lineOf);
}

function lineOf(line: Fields): OrderLine {
  const product = partOf(line.product);
  const fields = stated<OrderLine>({
    number: textAt(line, 'line_item_number', 'line_number', 'number'),
    sku: textOf(product.sku) ?? textAt(line, 'sku', 'item_key'),
    product: nameOf(line.product) ?? textAt(line, 'product_name', 'name'),
    description: textOf(line.description) ?? textOf(product.description),
    units: firstOf(line, ['units', 'quantity'], countOf),
    unit: textAt(line, 'unit_of_measure', 'unit'),
    unitCost: firstOf(line, ['unit_cost', 'unit_price'], (cost) => moneyWithin(cost, line.currency)),
    hsCodes: hsCodesOf(line) ?? hsCodesOf(product),
    countryOfOrigin: textOf(line.country_of_origin) ?? textOf(product.country_of_origin),
    mustArriveOn: dayOf(line.must_arrive_date),
  });
  const amounts = { unitCost: [line.unit_cost, line.unit_price], units: [line.units, line.quantity] };
  return stated({ ...fields, unreadable: unreadableIn(fields, { mustArriveOn: [line.must_arrive_date] }, amounts) });
}

/** The fields of a product, in either form. */
export function productFields(source: Fields): ProductFields {
  return stated<ProductFields>({
    name: textAt(source, 'name', 'product_name'),
    sku: textOf(source.sku),
    description: textOf(source.description),
    category: textAt(source, 'product_category', 'category'),
    countryOfOrigin: textOf(source.country_of_origin),
    hsCodes: hsCodesOf(source),
    verified: flagOf(source.client_verified),
    archived: source.archived_at === undefined ? undefined : timeOf(source.archived_at) !== undefined,
  });
}

/** The codes of all regions; the older list is used only if no region has any. */
function hsCodesOf(source: Fields): string[] | undefined {
  const regions = objectsOf(source.classifications).flatMap(({ codes }) => textsOf(codes) ?? []);
  return textsOf(regions) ?? firstOf(source, ['hs_codes', 'hs_code'], textsOf);
}
