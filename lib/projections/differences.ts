import type { EffectPart } from '#lib/model/effect.ts';
import { goodsOf, itemOf, ofList } from './list-differences.ts';
import {
  type Difference,
  PROJECTED_TABLES,
  type ProjectedTable,
  type Projection,
  type RowOf,
  type RowsOf,
} from './projection.ts';
import { isSameTime } from './same-time.ts';
import { isSame } from './values.ts';

type AnyRow = RowOf<ProjectedTable>;
type TableWrites = { upserts: Map<string, AnyRow>; deletes: Map<string, AnyRow> };

/** Rows to write and primary keys to delete, by table. */
export type Writes = Map<ProjectedTable, TableWrites>;

/** Columns whose changes have no effect: they change with every report, or only serve search and order. */
const WITHOUT_EFFECT = new Set([
  'learnedAt',
  'reportedAt',
  'restatedAt',
  'searchable',
  'eventId',
  'statusEventId',
  'etaEventId',
  'sequence',
]);

/** Columns whose changes have no effect because they follow from another difference. */
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
  'heldBy',
  'etaBaseline',
  'etaBaselineKind',
  'lateDays',
  'lateAt',
  'overdueAt',
  'freeUntil',
  'freeTimeEndsAt',
  'numberValid',
  'terminal',
  'dischargedAt',
  'availableAt',
  'returnedAt',
  'main',
  'items',
  'confirmedAt',
  'amendedAt',
  'amendments',
  'lineCount',
  'credited',
  'satisfies',
]);

/** Adds to `writes` the rows that turn one projection into the next; a later call for an entity overrides an earlier one. */
export function collectWrites(before: Projection, after: Projection, writes: Writes): void {
  for (const table of PROJECTED_TABLES) {
    const old: ReadonlyMap<string, AnyRow> = before[table] ?? NO_ROWS;
    const fresh: ReadonlyMap<string, AnyRow> = after[table] ?? NO_ROWS;
    if (old.size === 0 && fresh.size === 0) continue;
    const into = writes.get(table) ?? { upserts: new Map(), deletes: new Map() };
    writes.set(table, into);
    collectRows(old, fresh, into);
  }
}

const NO_ROWS: ReadonlyMap<string, AnyRow> = new Map();

function collectRows(
  old: ReadonlyMap<string, AnyRow>,
  fresh: ReadonlyMap<string, AnyRow>,
  { upserts, deletes }: TableWrites,
): void {
  for (const [key, row] of fresh) {
    const known = old.get(key);
    if (known && same(known, row)) continue;
    upserts.set(rowKey(key, row), row);
    deletes.delete(rowKey(key, row));
  }
  for (const [key, row] of old) {
    if (fresh.has(key)) continue;
    deletes.set(rowKey(key, row), row);
    upserts.delete(rowKey(key, row));
  }
}

/** In some tables the keys of rows are unique only within their shipment. */
function rowKey(key: string, row: AnyRow): string {
  return 'shipmentId' in row ? `${row.shipmentId} ${key}` : key;
}

/** Whether nothing has to be written: equal, including notation. */
function same<Row extends AnyRow>(one: Row, other: Row): boolean {
  for (const column in other) {
    const a = one[column];
    const b = other[column];
    if (a === b) continue;
    if (typeof a !== 'object' || typeof b !== 'object' || JSON.stringify(a) !== JSON.stringify(b)) return false;
  }
  return true;
}

/** The differences between two projections, in the order: new entity, status, times, all others. */
export function differences(before: Projection, after: Projection): Difference[] {
  // For a new entity its existence, status and exceptions are enough; its parts get no effects of their own.
  if (!before.shipments && after.shipments) {
    return [
      ...ofColumns(undefined, after.shipments, entity),
      ...ofMilestones(undefined, after.milestones),
      ...ofExceptions(undefined, after.exceptions),
    ];
  }
  return [
    ...ofColumns(before.shipments, after.shipments, entity),
    ...ofMilestones(before.milestones, after.milestones),
    ...ofColumns(before.legs, after.legs, ({ id }) => ({ type: 'leg', id })),
    ...ofColumns(before.containers, after.containers, ({ id }) => ({ type: 'container', id })),
    ...ofExceptions(before.exceptions, after.exceptions),
    ...ofList(before.shipmentReferences, after.shipmentReferences, { type: 'reference' }, ({ type, value }) => ({
      type,
      value,
    })),
    ...ofList(before.shipmentParties, after.shipmentParties, { type: 'role' }, ({ role, name }) => ({ role, name })),
    ...ofList(before.shipmentItems, after.shipmentItems, { type: 'item' }, itemOf, goodsOf),
    ...ofColumns(before.parties, after.parties, entity),
    ...ofColumns(before.bookings, after.bookings, entity),
    ...ofColumns(before.purchaseOrders, after.purchaseOrders, entity),
    ...ofColumns(before.products, after.products, entity),
    ...ofColumns(before.invoices, after.invoices, entity),
    ...ofColumns(before.documents, after.documents, entity),
    ...ofLines(before.purchaseOrderLines, after.purchaseOrderLines),
    ...ofLines(before.invoiceLines, after.invoiceLines),
    ...ofSteps(before.steps, after.steps),
    ...ofLinks(before.shipmentRecords, after.shipmentRecords),
  ];
}

type Maybe<Table extends ProjectedTable> = RowsOf<Table> | undefined;

/** A value of the entity itself. */
const entity = (): null => null;

/** One difference for each column that changed; a new row is one difference, and so is a part that is gone. */
function ofColumns<Row extends AnyRow & { externalId: string }>(
  before: ReadonlyMap<string, Row> | undefined,
  after: ReadonlyMap<string, Row> | undefined,
  partOf: (row: Row) => EffectPart | null,
): Difference[] {
  const found: Difference[] = [];
  for (const [key, row] of after ?? []) {
    const known = before?.get(key);
    const part = partOf(row);
    if (!known) {
      found.push({ part, field: 'added', before: null, after: row.externalId });
      continue;
    }
    for (const field in row) {
      if (WITHOUT_EFFECT.has(field) || DERIVED.has(field) || isSame(known[field], row[field])) continue;
      found.push({ part, field, before: known[field] ?? null, after: row[field] ?? null });
    }
  }
  for (const [key, row] of before ?? []) {
    const part = partOf(row);
    if (part && !after?.has(key)) found.push({ part, field: 'removed', before: nameOf(row), after: null });
  }
  return found;
}

/** What people call a part: the number of a container, the ends of a leg; else its id at the source. */
function nameOf(row: AnyRow & { externalId: string }): string {
  if ('number' in row && row.number) return row.number;
  if (!('originRole' in row)) return row.externalId;
  const [from, to] = [row.origin, row.destination].map((end) => end?.name || end?.unlocode);
  return from && to ? `${from} – ${to}` : row.externalId;
}

/** Lines that were added, removed or changed. The lines of a new order or invoice get no effects of their own. */
function ofLines<Row extends RowOf<'purchaseOrderLines'> | RowOf<'invoiceLines'>>(
  before: ReadonlyMap<string, Row> | undefined,
  after: ReadonlyMap<string, Row> | undefined,
): Difference[] {
  if (!before) return [];
  const found: Difference[] = [];
  for (const key of new Set([...before.keys(), ...(after?.keys() ?? [])])) {
    const [was, is] = [before.get(key), after?.get(key)];
    const row = is ?? was;
    if (!row || (was && is && same(was, is))) continue;
    const part: EffectPart = { type: 'line', position: row.position };
    found.push({ part, field: 'line', before: lineOf(was), after: lineOf(is) });
  }
  return found;
}

function lineOf(row: RowOf<'purchaseOrderLines'> | RowOf<'invoiceLines'> | undefined): unknown {
  if (!row) return null;
  return Object.fromEntries(
    Object.entries(row).filter(([key, value]) => !/Id$|^position$/.test(key) && value !== null),
  );
}

function ofSteps(before: Maybe<'steps'>, after: Maybe<'steps'>): Difference[] {
  const found: Difference[] = [];
  const part = ({ code }: RowOf<'steps'>): EffectPart => ({ type: 'step', code });
  for (const [key, row] of after ?? []) {
    const known = before?.get(key);
    if (known && known.occurredAt === row.occurredAt && isSame(known.amount, row.amount)) continue;
    found.push({ part: part(row), field: 'time', before: known ? stepOf(known) : null, after: stepOf(row) });
  }
  for (const [key, row] of before ?? []) {
    if (!after?.has(key)) found.push({ part: part(row), field: 'time', before: stepOf(row), after: null });
  }
  return found;
}

function stepOf({ occurredText, precision, amount, note }: RowOf<'steps'>): unknown {
  return { occurredText, precision, amount, note };
}

/** For each milestone and classifier, the time that was current before and the one that is now. */
function ofMilestones(before: Maybe<'milestones'>, after: Maybe<'milestones'>): Difference[] {
  const old = currentTimes(before);
  const fresh = currentTimes(after);
  const found: Difference[] = [];
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const was = old.get(key);
    const is = fresh.get(key);
    const row = is ?? was;
    if (!row || (was && is && isSameTime(was, is))) continue;
    const { code, classifier, legId, containerId } = row;
    const part: EffectPart = { type: 'milestone', code, classifier, legId, containerId };
    found.push({ part, field: 'time', before: was ? timeOf(was) : null, after: is ? timeOf(is) : null });
  }
  return found;
}

function currentTimes(rows: Maybe<'milestones'>): Map<string, RowOf<'milestones'>> {
  const current = new Map<string, RowOf<'milestones'>>();
  for (const row of rows?.values() ?? []) {
    if (row.standing !== 'current') continue;
    const { code, classifier, legId, containerId, instance } = row;
    current.set([code, classifier, legId, containerId, instance].join('|'), row);
  }
  return current;
}

function timeOf({ occurredText, precision, place, reason, flag }: RowOf<'milestones'>): unknown {
  return { occurredText, precision, place, reason, flag };
}

function ofExceptions(before: Maybe<'exceptions'>, after: Maybe<'exceptions'>): Difference[] {
  const found: Difference[] = [];
  const part = ({ code }: RowOf<'exceptions'>): EffectPart => ({ type: 'exception', code });
  for (const [key, row] of after ?? []) {
    const known = before?.get(key);
    const { code, reason, clearedAt } = row;
    const raised = { code, reason, at: row.raisedAt };
    if (!known) found.push({ part: part(row), field: 'raised', before: null, after: raised });
    if (clearedAt && !known?.clearedAt)
      found.push({ part: part(row), field: 'cleared', before: raised, after: row.clearedReason });
    if (!clearedAt && known?.clearedAt) found.push({ part: part(row), field: 'reopened', before: null, after: raised });
  }
  for (const [key, row] of before ?? []) {
    if (after?.has(key)) continue;
    found.push({ part: part(row), field: 'withdrawn', before: { code: row.code, reason: row.reason }, after: null });
  }
  return found;
}

function ofLinks(before: Maybe<'shipmentRecords'>, after: Maybe<'shipmentRecords'>): Difference[] {
  const part = ({ shipmentId }: RowOf<'shipmentRecords'>): EffectPart => ({ type: 'shipment', id: shipmentId });
  const added = [...(after ?? [])].filter(([key]) => !before?.has(key));
  const removed = [...(before ?? [])].filter(([key]) => !after?.has(key));
  return [
    ...added.map(([, row]) => ({
      part: part(row),
      field: 'added',
      before: null,
      after: { shipmentId: row.shipmentId },
    })),
    ...removed.map(([, row]) => ({
      ...{ part: part(row), field: 'removed' },
      ...{ before: { shipmentId: row.shipmentId }, after: null },
    })),
  ];
}
