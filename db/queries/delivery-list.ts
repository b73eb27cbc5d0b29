import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { effects, rejectedRequests, shipmentReferences, shipments } from '../schema/index.ts';
import type { DeliveryListItem } from './deliveries.ts';
import { titleOrder } from './reference-order.ts';

/** A shipment as a link names it. */
export type ShipmentName = { id: string; externalId: string; references: { type: string; value: string }[] };

export type DeliveryLine = DeliveryListItem & { shipments: ShipmentName[] };

/** Deliveries with the shipments that each of them changed. */
export async function withChangedShipments(db: Database, page: readonly DeliveryListItem[]): Promise<DeliveryLine[]> {
  const touched = await shipmentsTouchedBy(
    db,
    page.flatMap((delivery) => delivery.events.map((event) => event.id)),
  );
  return page.map((delivery) => {
    const found = delivery.events.flatMap((event) => touched.get(event.id) ?? []);
    return { ...delivery, shipments: [...new Map(found.map((shipment) => [shipment.id, shipment])).values()] };
  });
}

/** By event: the shipments that it changed. */
async function shipmentsTouchedBy(db: Database, eventIds: readonly string[]): Promise<Map<string, ShipmentName[]>> {
  const found = new Map<string, ShipmentName[]>();
  if (eventIds.length === 0) return found;
  const pairs = await db
    .selectDistinct({ eventId: effects.eventId, entityId: effects.entityId })
    .from(effects)
    .where(and(inArray(effects.eventId, [...eventIds]), eq(effects.entityType, 'shipment')));
  const names = await readShipmentNames(
    db,
    pairs.map((pair) => pair.entityId),
  );
  for (const { eventId, entityId } of pairs) {
    const name = names.get(entityId);
    if (name) found.set(eventId, [...(found.get(eventId) ?? []), name]);
  }
  return found;
}

/** The names of shipments by id. */
export async function readShipmentNames(db: Database, ids: readonly string[]): Promise<Map<string, ShipmentName>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const [rows, references] = await Promise.all([
    db
      .select({ id: shipments.id, externalId: shipments.externalId })
      .from(shipments)
      .where(inArray(shipments.id, wanted)),
    db
      .select({ id: shipmentReferences.shipmentId, type: shipmentReferences.type, value: shipmentReferences.value })
      .from(shipmentReferences)
      .where(inArray(shipmentReferences.shipmentId, wanted))
      .orderBy(...titleOrder()),
  ]);
  return new Map(
    rows.map((row) => [row.id, { ...row, references: references.filter((reference) => reference.id === row.id) }]),
  );
}

export type RejectedRequests = { provider: string; reason: string; count: number };

/** Rejected requests since an instant, by provider and reason, most frequent first. */
export async function listRejectedRequests(db: Database, since: string): Promise<RejectedRequests[]> {
  const count = sql<number>`sum(${rejectedRequests.count})::int`;
  return db
    .select({ provider: rejectedRequests.provider, reason: rejectedRequests.reason, count })
    .from(rejectedRequests)
    .where(gte(rejectedRequests.minute, since))
    .groupBy(rejectedRequests.provider, rejectedRequests.reason)
    .orderBy(desc(count))
    .limit(20);
}
