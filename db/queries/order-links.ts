import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { purchaseOrders, shipmentItems, shipmentRecords, shipmentReferences } from '../schema/index.ts';
import { type LinkedShipment, readLinked } from './linked.ts';

/** How a shipment is linked to an order: by its source, by a reference with the number, or by its cargo list. */
export type FoundBy = 'link' | 'reference' | 'goods';

/** The shipments that carry an order, by id. */
export type Carriers = Map<string, Set<FoundBy>>;

/** Maximum number of listed links. */
export const MAX_LINKS_PER_ORDER = 500;

/** Reference types that may contain the number of an order. */
const NUMBER_TYPES = ['purchase_order', 'order', 'customer'];

type Order = { id: string; searchable: string };

/**
 * The shipments that carry some orders, by order. An order is searched by its number in shipments of every provider, since truck
 * and ship have different ones.
 */
export async function carriersOf(db: Database, orders: readonly Order[]): Promise<Map<string, Carriers>> {
  const found = new Map<string, Carriers>(orders.map(({ id }) => [id, new Map()]));
  if (orders.length === 0) return found;
  const byNumber = Map.groupBy(
    orders.filter(({ searchable }) => searchable !== ''),
    ({ searchable }) => searchable,
  );
  const numbers = [...byNumber.keys()];
  const [links, bearers, goods] = await Promise.all([
    linksOf(db, [...found.keys()]),
    numbers.length > 0 ? shipmentsWithNumbers(db, numbers) : [],
    numbers.length > 0 ? goodsOf(db, numbers) : [],
  ]);
  const note = (id: string, shipmentId: string, by: FoundBy) => {
    const carriers = found.get(id);
    carriers?.set(shipmentId, (carriers.get(shipmentId) ?? new Set()).add(by));
  };
  for (const { recordId, shipmentId } of links) note(recordId, shipmentId, 'link');
  for (const [rows, by] of [[bearers, 'reference'] as const, [goods, 'goods'] as const]) {
    for (const { number, shipmentId } of rows) {
      for (const { id } of byNumber.get(number ?? '') ?? []) note(id, shipmentId, by);
    }
  }
  return found;
}

function linksOf(db: Database, ids: string[]) {
  const { recordId, shipmentId } = shipmentRecords;
  const limit = MAX_LINKS_PER_ORDER * ids.length;
  return db.select({ recordId, shipmentId }).from(shipmentRecords).where(inArray(recordId, ids)).limit(limit);
}

function shipmentsWithNumbers(db: Database, numbers: string[]) {
  const { searchable, shipmentId, type } = shipmentReferences;
  return db
    .selectDistinct({ number: searchable, shipmentId })
    .from(shipmentReferences)
    .where(and(inArray(searchable, numbers), inArray(type, NUMBER_TYPES)))
    .limit(MAX_LINKS_PER_ORDER * numbers.length);
}

function goodsOf(db: Database, numbers: string[]) {
  const { poSearchable, shipmentId } = shipmentItems;
  return db
    .selectDistinct({ number: poSearchable, shipmentId })
    .from(shipmentItems)
    .where(inArray(poSearchable, numbers))
    .limit(MAX_LINKS_PER_ORDER * numbers.length);
}

/** Orders of a list with the shipments that carry each of them. */
export async function withCarriers<Row extends Order>(
  db: Database,
  orders: readonly Row[],
): Promise<(Row & { shipments: LinkedShipment[] })[]> {
  const carriers = await carriersOf(db, orders);
  const ids = [...carriers.values()].flatMap((of) => [...of.keys()]);
  const known = await readLinked(db, ids);
  return orders.map((order) => ({
    ...order,
    shipments: [...(carriers.get(order.id)?.keys() ?? [])].sort().flatMap((id) => known.get(id) ?? []),
  }));
}

/** Whether a shipment carries an order of the table, by any link that `carriersOf` uses. */
export function isOnShipment(db: Database, shipmentId: string): SQL | undefined {
  const { recordId, recordType } = shipmentRecords;
  const linked = db
    .select({ id: recordId })
    .from(shipmentRecords)
    .where(and(eq(shipmentRecords.shipmentId, shipmentId), eq(recordType, 'purchase_order')));
  const borne = db
    .select({ number: shipmentReferences.searchable })
    .from(shipmentReferences)
    .where(and(eq(shipmentReferences.shipmentId, shipmentId), inArray(shipmentReferences.type, NUMBER_TYPES)));
  const carried = db
    .select({ number: sql<string>`${shipmentItems.poSearchable}` })
    .from(shipmentItems)
    .where(and(eq(shipmentItems.shipmentId, shipmentId), sql`${shipmentItems.poSearchable} is not null`));
  const named = or(inArray(purchaseOrders.searchable, borne), inArray(purchaseOrders.searchable, carried));
  return or(inArray(purchaseOrders.id, linked), and(ne(purchaseOrders.searchable, ''), named));
}

export type ShipmentOrder = { id: string; number: string; status: string; mustArriveOn: string | null };

/** The purchase orders that a shipment carries, by number. */
export function ordersOf(db: Database, shipmentId: string): Promise<ShipmentOrder[]> {
  const { id, number, status, mustArriveOn, removed, searchable } = purchaseOrders;
  return db
    .select({ id, number, status, mustArriveOn })
    .from(purchaseOrders)
    .where(and(isOnShipment(db, shipmentId), eq(removed, false)))
    .orderBy(searchable, id)
    .limit(MAX_LINKS_PER_ORDER);
}
