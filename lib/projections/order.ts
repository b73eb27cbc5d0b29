import { bounded, MAX_INTEGER } from '#lib/model/bounded.ts';
import { lateFromDay } from '#lib/model/lateness.ts';
import { type LatenessLimits, limitOf } from '#lib/model/lateness-limits.ts';
import { addDecimals, type Money, multiplyDecimal } from '#lib/model/money.ts';
import type { OrderLine, ProductFields, PurchaseOrderFields } from '#lib/model/record.ts';
import { withPortTimeZone } from '#lib/places/with-port-time-zone.ts';
import { unreadableConditions, unreadableValues } from './conditions/unreadable-fields.ts';
import { fieldsOf, type Ledger } from './ledger.ts';
import { listWithParts } from './list-with-parts.ts';
import { type Identity, MAX_POSITION, type Projection, type ProjectionContext, type RowOf } from './projection.ts';
import { commonColumns, isArchived, lastAt, readSteps, shipmentRecordRows, stepRows } from './record.ts';
import { readFields } from './route.ts';
import { recordSearchTerms } from './search-terms.ts';

/** Derives the rows of a purchase order and its lines from its ledger. */
export function projectPurchaseOrder(identity: Identity, ledger: Ledger, { limits }: ProjectionContext): Projection {
  const fields = readFields<PurchaseOrderFields>(fieldsOf(ledger));
  const steps = readSteps(ledger);
  const lines = listWithParts(ledger, fieldsOf(ledger), 'lines', lineKey);
  const areKnown = fields.lines !== undefined || fields.linesPart !== undefined;
  const row: RowOf<'purchaseOrders'> = {
    ...commonColumns(identity, ledger, fields.number),
    status: lastAt(steps, 'CANCELLED')
      ? 'cancelled'
      : isArchived(ledger, 'status')
        ? 'archived'
        : (fields.status ?? 'open'),
    removed: lastAt(steps, 'REMOVED') !== null,
    buyer: fields.buyer ?? null,
    seller: fields.seller ?? null,
    incoterm: fields.incoterm ?? null,
    mode: fields.mode ?? null,
    cargoReadyOn: fields.cargoReadyOn ?? null,
    mustArriveOn: fields.mustArriveOn ?? null,
    origin: fields.origin ?? null,
    destination: fields.destination ?? null,
    memo: fields.memo ?? null,
    createdAt: fields.createdAt ?? null,
    lineCount: areKnown ? lines.length : null,
    units: unitsOf(lines),
    lateAt: lateAt({ ...fields, lines }, limits),
    value: worthOf(lines),
  };
  const links = shipmentRecordRows(identity, 'purchase_order', ledger);
  return {
    purchaseOrders: new Map([[identity.id, row]]),
    exceptionConditions: unreadableConditions(
      identity,
      'purchase_order',
      isOpen(row) ? unreadableValues(ledger, lines) : [],
    ),
    purchaseOrderLines: new Map(
      lines.slice(0, MAX_POSITION).map((line, at) => [`${identity.id} ${at + 1}`, lineRow(identity.id, line, at + 1)]),
    ),
    steps: stepRows(identity, 'purchase_order', steps),
    shipmentRecords: links,
    searchTerms: recordSearchTerms(identity.id, links, [row.number]),
  };
}

const isOpen = ({ status, removed }: RowOf<'purchaseOrders'>) => status === 'open' && !removed;

/** By what a line of two lists is the same. */
const lineKey = ({ number, sku, product }: OrderLine) => JSON.stringify(number ?? [sku, product]);

function unitsOf(lines: readonly OrderLine[]): number | null {
  const units = lines.flatMap((line) => line.units ?? []);
  const sum = units.reduce((total, some) => total + some, 0);
  return units.length === 0 ? null : Math.min(sum, MAX_INTEGER);
}

/** The instant, UTC, from which it is late, by the first day on which some of it must be there, at its destination. */
function lateAt(
  { mustArriveOn, lines = [], destination }: Partial<PurchaseOrderFields>,
  limits: LatenessLimits,
): string | null {
  const [first] = [mustArriveOn, ...lines.map((line) => line.mustArriveOn)].filter((day) => day !== undefined).sort();
  const { timeZone } = withPortTimeZone(destination ?? null) ?? {};
  const from = lateFromDay(first ?? '', limitOf(limits, 'purchase_order'), timeZone);
  return Number.isNaN(from) ? null : new Date(from).toISOString();
}

function lineRow(purchaseOrderId: string, line: OrderLine, position: number): RowOf<'purchaseOrderLines'> {
  return {
    purchaseOrderId,
    position,
    number: line.number ?? null,
    sku: line.sku === undefined ? null : bounded(line.sku),
    product: line.product ?? null,
    description: line.description ?? null,
    units: line.units ?? null,
    unit: line.unit ?? null,
    unitCost: line.unitCost ?? null,
    hsCodes: line.hsCodes ?? null,
    countryOfOrigin: line.countryOfOrigin ?? null,
    mustArriveOn: line.mustArriveOn ?? null,
  };
}

/** Units times unit cost, when every line states both and all are in one currency. */
function worthOf(lines: readonly OrderLine[]): Money | null {
  const [first] = lines;
  const currency = first?.unitCost?.currency;
  if (currency === undefined) return null;
  const amounts: string[] = [];
  for (const { units, unitCost } of lines) {
    if (units === undefined || !unitCost || unitCost.currency !== currency) return null;
    amounts.push(multiplyDecimal(unitCost.amount, units));
  }
  return { amount: addDecimals(...amounts), currency };
}

/** Derives the rows of a product from its ledger. */
export function projectProduct(identity: Identity, ledger: Ledger): Projection {
  const fields = readFields<ProductFields>(fieldsOf(ledger));
  const steps = readSteps(ledger);
  const row: RowOf<'products'> = {
    ...commonColumns(identity, ledger, fields.sku ?? fields.name),
    status: isArchived(ledger, 'archived') ? 'archived' : 'active',
    removed: lastAt(steps, 'REMOVED') !== null,
    sku: fields.sku === undefined ? null : bounded(fields.sku),
    name: fields.name ?? null,
    description: fields.description ?? null,
    category: fields.category ?? null,
    countryOfOrigin: fields.countryOfOrigin ?? null,
    hsCodes: fields.hsCodes ?? null,
    verified: fields.verified ?? null,
  };
  return { products: new Map([[identity.id, row]]), steps: stepRows(identity, 'product', steps) };
}
