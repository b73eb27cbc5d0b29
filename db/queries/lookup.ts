import { and, desc, eq, sql } from 'drizzle-orm';
import { searchable } from '#lib/model/reference.ts';
import type { Database } from '../client.ts';
import { containerSearchable } from '../schema/columns.ts';
import { bookings, containers, purchaseOrders, shipments } from '../schema/index.ts';
import { beginsWith, bytewise } from './record-filters.ts';
import { readShipmentLines, type ShipmentLine } from './shipment-list.ts';

/** `status` is that of the shipment. */
export type ContainerHit = { id: string; number: string | null; status: ShipmentLine['status'] };
export type RecordHit = { id: string; number: string | null };

/** What a number names, of the first kind that has any. */
export type Found =
  | { kind: 'containers'; hits: ContainerHit[] }
  | { kind: 'shipments'; hits: ShipmentLine[] }
  | { kind: 'orders' | 'bookings'; hits: RecordHit[] }
  | { kind: 'nothing' };

/** Hits at most. */
export const MAX_HITS = 10;

/**
 * Finds what a number names: the containers with exactly this number, the last update first; else the shipments with exactly
 * this reference; else those that a search finds; else the purchase orders and then the bookings whose number begins with it,
 * since not all belong to a shipment.
 */
export async function lookUp(db: Database, text: string): Promise<Found> {
  const form = searchable(text).replaceAll('\0', '');
  if (form === '') return { kind: 'nothing' };
  const boxes = await containersNumbered(db, form);
  if (boxes.length > 0) return { kind: 'containers', hits: boxes };
  for (const filter of [{ refs: [text] }, { q: text }]) {
    const { data } = await readShipmentLines(db, { ...filter, limit: MAX_HITS });
    if (data.length > 0) return { kind: 'shipments', hits: data };
  }
  const orders = await numbered(db, purchaseOrders, text);
  if (orders.length > 0) return { kind: 'orders', hits: orders };
  const booked = await numbered(db, bookings, text);
  return booked.length > 0 ? { kind: 'bookings', hits: booked } : { kind: 'nothing' };
}

async function containersNumbered(db: Database, form: string): Promise<ContainerHit[]> {
  return db
    .select({ id: containers.id, number: containers.number, status: shipments.status })
    .from(containers)
    .innerJoin(shipments, eq(shipments.id, containers.shipmentId))
    .where(sql`${bytewise(containerSearchable)} = ${form}`)
    .orderBy(desc(shipments.learnedAt), containers.id)
    .limit(MAX_HITS);
}

async function numbered(
  db: Database,
  table: typeof purchaseOrders | typeof bookings,
  text: string,
): Promise<RecordHit[]> {
  return db
    .select({ id: table.id, number: table.number })
    .from(table)
    .where(and(beginsWith(table.searchable, text), eq(table.removed, false)))
    .orderBy(bytewise(table.searchable), table.id)
    .limit(MAX_HITS);
}
