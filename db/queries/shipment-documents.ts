import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';
import {
  documents,
  events,
  invoices,
  purchaseOrderLines,
  purchaseOrders,
  shipmentItems,
  shipmentRecords,
} from '#db/schema/index.ts';

/** The ids of the records of one type that apply to a shipment. */
const linked = (db: Database, shipmentId: string, recordType: 'invoice' | 'document') =>
  db
    .select({ id: shipmentRecords.recordId })
    .from(shipmentRecords)
    .where(and(eq(shipmentRecords.shipmentId, shipmentId), eq(shipmentRecords.recordType, recordType)));

export type ShipmentInvoice = typeof invoices.$inferSelect;
export type ShipmentDocument = typeof documents.$inferSelect;

/** The invoices and bills of a shipment, earliest due date first. */
export function invoicesOf(db: Database, shipmentId: string): Promise<ShipmentInvoice[]> {
  return db
    .select()
    .from(invoices)
    .where(inArray(invoices.id, linked(db, shipmentId, 'invoice')))
    .orderBy(asc(invoices.dueOn), asc(invoices.id));
}

/** The documents of a shipment, the latest first. */
export function documentsOf(db: Database, shipmentId: string): Promise<ShipmentDocument[]> {
  return db
    .select()
    .from(documents)
    .where(and(inArray(documents.id, linked(db, shipmentId, 'document')), eq(documents.removed, false)))
    .orderBy(desc(documents.uploadedAt), asc(documents.id));
}

/** The types of the documents of shipments, by shipment; those deleted at source do not count. */
export async function documentTypesOf(
  db: Database,
  shipmentIds: readonly string[],
): Promise<Map<string, { shipmentId: string; type: string }[]>> {
  if (shipmentIds.length === 0) return new Map();
  const { shipmentId, recordType, recordId } = shipmentRecords;
  const rows = await db
    .select({ shipmentId, type: documents.type })
    .from(shipmentRecords)
    .innerJoin(documents, and(eq(documents.id, recordId), eq(documents.removed, false)))
    .where(and(inArray(shipmentId, [...shipmentIds]), eq(recordType, 'document')));
  return Map.groupBy(rows, (row) => row.shipmentId);
}

/** Cargo on a shipment, with the line of its purchase order if one matches by number and SKU. */
export type ShippedItem = {
  id: string;
  sku: string | null;
  product: string | null;
  poNumber: string | null;
  containerId: string | null;
  units: number | null;
  purchaseOrderId: string | null;
  ordered: number | null;
  mustArriveOn: string | null;
};

export async function itemsOf(db: Database, shipmentId: string): Promise<ShippedItem[]> {
  const { id, sku, product, poNumber, containerId, units } = shipmentItems;
  return db
    .select({
      id,
      sku,
      product,
      poNumber,
      containerId,
      units,
      purchaseOrderId: sql<string | null>`min(${purchaseOrders.id}::text)`,
      ordered: sql<number | null>`min(${purchaseOrderLines.units})`,
      mustArriveOn: sql<
        string | null
      >`min(coalesce(${purchaseOrderLines.mustArriveOn}, ${purchaseOrders.mustArriveOn}))`,
    })
    .from(shipmentItems)
    .leftJoin(
      purchaseOrders,
      and(eq(purchaseOrders.searchable, shipmentItems.poSearchable), eq(purchaseOrders.removed, false)),
    )
    .leftJoin(
      purchaseOrderLines,
      and(eq(purchaseOrderLines.purchaseOrderId, purchaseOrders.id), eq(purchaseOrderLines.sku, shipmentItems.sku)),
    )
    .where(eq(shipmentItems.shipmentId, shipmentId))
    .groupBy(id, sku, product, poNumber, containerId, units)
    .orderBy(asc(poNumber), asc(sku), asc(id));
}

export type RawEvent = typeof events.$inferSelect & { changes: number };

/** The events that changed a shipment, latest first, with the number of values that each changed. */
export async function rawEventsOf(db: Database, shipmentId: string, limit: number): Promise<RawEvent[]> {
  const rows = await db
    .select({ event: events, changes: sql<number>`touched.changes` })
    .from(events)
    .innerJoin(
      sql`(select event_id, count(*)::int as changes from effects where entity_id = ${shipmentId} group by event_id) as touched`,
      sql`touched.event_id = ${events.id}`,
    )
    .orderBy(desc(events.receivedAt), desc(events.id))
    .limit(limit);
  return rows.map(({ event, changes }) => ({ ...event, changes }));
}
