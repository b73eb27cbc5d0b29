import type { Difference, Projection, Row } from './projection.ts';
import { isSame, type Json } from './values.ts';

/** Rows to write and primary keys to delete, by table. */
export type Writes = Record<string, { put: Map<string, Row>; drop: Map<string, Row> }>;

/** Columns that move with every report without telling anybody anything. */
const SILENT = new Set([
  'learnedAt',
  'reportedAt',
  'restatedAt',
  'searchable',
  'eventId',
  'statusEventId',
  'etaEventId',
  'sequence',
]);

/** Columns of a shipment that are shown in a better way by another difference or follow from one. */
const DERIVED = new Set([
  'etaAt',
  'statusAt',
  'statusReason',
  'statusBasis',
  'progress',
  'lastMilestone',
  'lastMilestoneAt',
  'nextMilestone',
  'nextMilestoneAt',
  'openExceptions',
  'heldBy',
  'etaBaseline',
  'etaBaselineKind',
  'lateDays',
  'lateAt',
  'freeUntil',
  'numberValid',
  'main',
  'items',
  'confirmedAt',
  'amendedAt',
  'amendments',
  'lineCount',
  'credited',
]);

/** Adds to `writes` what turns one view into the next; a later call for the same subject overrides an earlier one. */
export function collectWrites(before: Projection, after: Projection, writes: Writes): void {
  for (const table of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[table] ?? new Map<string, Row>();
    const fresh = after[table] ?? new Map<string, Row>();
    const into = writes[table] ?? { put: new Map(), drop: new Map() };
    writes[table] = into;
    for (const [key, row] of fresh) {
      const known = old.get(key);
      if (known && same(known, row)) continue;
      into.put.set(rowKey(table, key, row), row);
      into.drop.delete(rowKey(table, key, row));
    }
    for (const [key, row] of old) {
      if (fresh.has(key)) continue;
      into.drop.set(rowKey(table, key, row), row);
      into.put.delete(rowKey(table, key, row));
    }
  }
}

/** Rows of some tables have keys that are unique within their shipment only. */
function rowKey(table: string, key: string, row: Row): string {
  return table in WITHIN_SHIPMENT ? `${String(row.shipmentId)} ${key}` : key;
}

const WITHIN_SHIPMENT = {
  milestones: true,
  exceptions: true,
  shipmentReferences: true,
  shipmentParties: true,
  shipmentItems: true,
};

/** Whether nothing has to be written: the same down to the wording. */
function same(one: Row, other: Row): boolean {
  for (const column in other) {
    const a = one[column];
    const b = other[column];
    if (a === b) continue;
    if (typeof a !== 'object' || typeof b !== 'object' || JSON.stringify(a) !== JSON.stringify(b)) return false;
  }
  return true;
}

/** What became different for the people who look at it, in the order: new, status, times, everything else. */
export function differences(before: Projection, after: Projection): Difference[] {
  // Of something new the parts are no news of their own: that it is there, where it stands and what troubles it is enough.
  if (!before.shipments && after.shipments) {
    return [
      ...ofRows('shipment', undefined, after.shipments),
      ...ofMilestones(undefined, after.milestones),
      ...ofExceptions(undefined, after.exceptions),
    ];
  }
  return [
    ...ofRows('shipment', before.shipments, after.shipments),
    ...ofMilestones(before.milestones, after.milestones),
    ...ofRows('leg', before.legs, after.legs),
    ...ofRows('container', before.containers, after.containers),
    ...ofExceptions(before.exceptions, after.exceptions),
    ...ofLists('reference', before.shipmentReferences, after.shipmentReferences, ['type', 'value']),
    ...ofLists('party', before.shipmentParties, after.shipmentParties, ['role', 'name']),
    ...ofLists('item', before.shipmentItems, after.shipmentItems, ['sku', 'product', 'poNumber', 'units']),
    ...RECORDS.flatMap(([noun, table]) => ofRows(noun, before[table], after[table])),
    ...ofLines('order line', before.purchaseOrderLines, after.purchaseOrderLines),
    ...ofLines('invoice line', before.invoiceLines, after.invoiceLines),
    ...ofSteps(before.steps, after.steps),
    ...ofLists('shipment', before.shipmentRecords, after.shipmentRecords, ['shipmentId']),
  ];
}

/** Records by the table that holds them. */
const RECORDS = [
  ['party', 'parties'],
  ['booking', 'bookings'],
  ['purchase_order', 'purchaseOrders'],
  ['product', 'products'],
  ['invoice', 'invoices'],
  ['document', 'documents'],
] as const;

/** Lines that came, went or changed, as people read them. A new order's or invoice's lines are no news of their own. */
function ofLines(noun: string, before: Rows, after: Rows): Difference[] {
  if (!before) return [];
  const found: Difference[] = [];
  for (const key of new Set([...before.keys(), ...(after?.keys() ?? [])])) {
    const [was, is] = [before.get(key), after?.get(key)];
    if (was && is && same(was, is)) continue;
    found.push({ what: `${noun} ${String((is ?? was)?.position)}`, before: lineOf(was), after: lineOf(is) });
  }
  return found;
}

function lineOf(row: Row | undefined): Json {
  if (!row) return null;
  const told = Object.entries(row).filter(([key, value]) => !/Id$|^position$/.test(key) && value !== null);
  return Object.fromEntries(told);
}

function ofSteps(before: Rows, after: Rows): Difference[] {
  const found: Difference[] = [];
  for (const [key, row] of after ?? []) {
    const known = before?.get(key);
    if (known && known.occurredAt === row.occurredAt && isSame(known.amount ?? null, row.amount ?? null)) continue;
    found.push({ what: `step ${String(row.code)}`, before: known ? toldStep(known) : null, after: toldStep(row) });
  }
  for (const [key, row] of before ?? []) {
    if (!after?.has(key)) found.push({ what: `step ${String(row.code)}`, before: toldStep(row), after: null });
  }
  return found;
}

function toldStep({ occurredText, precision, amount, note }: Row): Json {
  return { occurredText, precision, amount, note };
}

type Rows = ReadonlyMap<string, Row> | undefined;

/** One difference for each column that changed; a new row is one difference. */
function ofRows(noun: string, before: Rows, after: Rows): Difference[] {
  const found: Difference[] = [];
  for (const [key, row] of after ?? []) {
    const known = before?.get(key);
    if (!known) {
      found.push({ what: `${noun} added`, before: null, after: row.externalId ?? null });
      continue;
    }
    for (const column of Object.keys(row)) {
      if (SILENT.has(column) || DERIVED.has(column)) continue;
      if (isSame(known[column] ?? null, row[column] ?? null)) continue;
      found.push({ what: `${noun} ${column}`, before: known[column] ?? null, after: row[column] ?? null });
    }
  }
  return found;
}

/** For each milestone and classifier: the time that stood before and the one that stands now. */
function ofMilestones(before: Rows, after: Rows): Difference[] {
  const old = currentTimes(before);
  const fresh = currentTimes(after);
  const found: Difference[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const was = old.get(key);
    const is = fresh.get(key);
    if (was && is && was.occurredAt === is.occurredAt) continue;
    const row = is ?? was;
    found.push({
      what: `milestone ${String(row?.code)} ${String(row?.classifier)}`,
      before: told(was),
      after: told(is),
    });
  }
  return found;
}

function currentTimes(rows: Rows): Map<string, Row> {
  const current = new Map<string, Row>();
  for (const row of rows?.values() ?? []) {
    if (row.standing !== 'current') continue;
    const { code, classifier, legId, containerId, instance } = row;
    current.set([code, classifier, legId, containerId, instance].join('|'), row);
  }
  return current;
}

function told(row: Row | undefined): Json {
  if (!row) return null;
  const { occurredText, precision, place, reason, flag } = row;
  return { occurredText, precision, place, reason, flag };
}

function ofExceptions(before: Rows, after: Rows): Difference[] {
  const found: Difference[] = [];
  for (const [key, row] of after ?? []) {
    const known = before?.get(key);
    const told = { code: row.code, reason: row.reason, at: row.raisedAt };
    if (!known) found.push({ what: 'exception raised', before: null, after: told });
    if (row.clearedAt && !known?.clearedAt) {
      found.push({ what: 'exception cleared', before: told, after: row.clearedReason ?? null });
    }
    if (!row.clearedAt && known?.clearedAt) found.push({ what: 'exception reopened', before: null, after: told });
  }
  for (const [key, row] of before ?? []) {
    if (!after?.has(key))
      found.push({ what: 'exception withdrawn', before: { code: row.code, reason: row.reason }, after: null });
  }
  return found;
}

function ofLists(noun: string, before: Rows, after: Rows, columns: readonly string[]): Difference[] {
  const found: Difference[] = [];
  for (const [key, row] of after ?? []) {
    if (before?.has(key)) continue;
    found.push({
      what: `${noun} added`,
      before: null,
      after: Object.fromEntries(columns.map((column) => [column, row[column] ?? null])),
    });
  }
  return found;
}
