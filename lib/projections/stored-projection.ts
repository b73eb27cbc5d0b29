import type { Transaction } from '#db/client.ts';
import { asStored, keyOf, readRows } from '#db/rows.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Entity } from './project-entity.ts';
import { PROJECTED_TABLES, type ProjectedTable, type Projection, type RowOf } from './projection.ts';

const RECORD = [
  ['steps', 'recordId'],
  ['shipmentRecords', 'recordId'],
  ['searchTerms', 'entityId'],
] as const;

/** The tables with rows of each type of entity, with the column that holds the entity's id. */
const TABLES: Record<EntityType, readonly (readonly [table: ProjectedTable, owner: string])[]> = {
  shipment: [
    ['shipments', 'id'],
    ['legs', 'shipmentId'],
    ['containers', 'shipmentId'],
    ['milestones', 'shipmentId'],
    ['exceptions', 'shipmentId'],
    ['shipmentReferences', 'shipmentId'],
    ['shipmentParties', 'shipmentId'],
    ['shipmentItems', 'shipmentId'],
    ['exceptionConditions', 'entityId'],
    ['searchTerms', 'entityId'],
  ],
  party: [['parties', 'id']],
  booking: [['bookings', 'id'], ...RECORD],
  purchase_order: [['purchaseOrders', 'id'], ['purchaseOrderLines', 'purchaseOrderId'], ...RECORD],
  product: [['products', 'id'], ...RECORD],
  invoice: [['invoices', 'id'], ['invoiceLines', 'invoiceId'], ['exceptionConditions', 'entityId'], ...RECORD],
  document: [['documents', 'id'], ...RECORD],
};

type Found = { [Table in ProjectedTable]?: Map<string, RowOf<Table>> };

/** The stored rows of entities, also if older rules derived them; entities without rows are omitted. */
export async function storedProjections(
  tx: Transaction,
  entities: readonly Entity[],
): Promise<ReadonlyMap<string, Projection>> {
  const found = new Map<string, Found>();
  for (const [type, tables] of Object.entries(TABLES)) {
    const ids = entities.filter(({ entityType }) => entityType === type).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const [table, owner] of tables) await collect(tx, table, owner, ids, found);
  }
  return found;
}

async function collect<Table extends ProjectedTable>(
  tx: Transaction,
  table: Table,
  owner: string,
  ids: readonly string[],
  found: Map<string, Found>,
): Promise<void> {
  for (const row of await readRows(tx, table, owner, ids)) {
    if (isOfTwo(row)) continue;
    const id = String(new Map<string, unknown>(Object.entries(row)).get(owner));
    const rows = found.get(id) ?? {};
    found.set(id, rows);
    addRow(rows, table, row);
  }
}

/** Whether a row is derived from two entities, by `lib/exceptions`, and not from the ledger of its entity. */
function isOfTwo(row: object): boolean {
  return 'type' in row && row.type === 'invoice.duplicate';
}

function addRow<Table extends ProjectedTable>(into: Found, table: Table, row: RowOf<Table>): void {
  const rows: Map<string, RowOf<Table>> = into[table] ?? new Map();
  into[table] = rows as Found[Table];
  rows.set(keyOf(table, row), row);
}

/** A projection as `storedProjections` returns it after it was written: tables that have rows, by primary key. */
export function asStoredProjection(projection: Projection): Projection {
  const stored: Found = {};
  for (const table of PROJECTED_TABLES) store(stored, table, projection[table]);
  return stored;
}

function store<Table extends ProjectedTable>(
  into: Found,
  table: Table,
  rows: ReadonlyMap<string, RowOf<Table>> | undefined,
): void {
  for (const row of rows?.values() ?? []) addRow(into, table, asStored(table, row));
}
