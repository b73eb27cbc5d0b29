import type { Transaction } from '#db/client.ts';
import { asStored, keyOf, readRows } from '#db/rows.ts';
import type { EntityType } from '#lib/model/identity.ts';
import type { Entity } from './project-entity.ts';
import type { Projection, Row } from './projection.ts';

const RECORD = [
  ['steps', 'recordId'],
  ['shipmentRecords', 'recordId'],
] as const;

/** The tables that hold the rows of each type of entity, with the column that says whose they are. */
const TABLES: Record<EntityType, readonly (readonly [table: string, owner: string])[]> = {
  shipment: [
    ['shipments', 'id'],
    ['legs', 'shipmentId'],
    ['containers', 'shipmentId'],
    ['milestones', 'shipmentId'],
    ['exceptions', 'shipmentId'],
    ['shipmentReferences', 'shipmentId'],
    ['shipmentParties', 'shipmentId'],
    ['shipmentItems', 'shipmentId'],
  ],
  party: [['parties', 'id']],
  booking: [['bookings', 'id'], ...RECORD],
  purchase_order: [['purchaseOrders', 'id'], ['purchaseOrderLines', 'purchaseOrderId'], ...RECORD],
  product: [['products', 'id'], ...RECORD],
  invoice: [['invoices', 'id'], ['invoiceLines', 'invoiceId'], ...RECORD],
  document: [['documents', 'id'], ...RECORD],
};

/** The rows of some entities as they are stored, whatever rules made them; nothing for an entity without any. */
export async function storedProjections(
  tx: Transaction,
  entities: readonly Entity[],
): Promise<ReadonlyMap<string, Projection>> {
  const found = new Map<string, Record<string, Map<string, Row>>>();
  for (const [noun, tables] of Object.entries(TABLES)) {
    const ids = entities.filter((entity) => entity.noun === noun).map(({ id }) => id);
    if (ids.length === 0) continue;
    for (const [table, owner] of tables) {
      for (const row of await readRows(tx, table, owner, ids)) {
        const id = String(row[owner]);
        const rows = found.get(id) ?? {};
        found.set(id, rows);
        rows[table] ??= new Map();
        rows[table].set(keyOf(table, row), row);
      }
    }
  }
  return found;
}

/** A projection as `storedProjections` returns it after it was written: tables that have rows, by primary key. */
export function asStoredProjection(projection: Projection): Projection {
  const stored: Record<string, ReadonlyMap<string, Row>> = {};
  for (const [table, rows] of Object.entries(projection)) {
    if (rows.size > 0)
      stored[table] = new Map([...rows.values()].map((row) => [keyOf(table, row), asStored(table, row)]));
  }
  return stored;
}
