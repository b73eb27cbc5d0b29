import { eq } from 'drizzle-orm';
import { now } from '#lib/clock.ts';
import { audit } from '../audit.ts';
import type { Database } from '../client.ts';
import { shipmentHolds, shipments } from '../schema/index.ts';

/** A legal hold: who placed it, when, and why. */
export type ShipmentHold = typeof shipmentHolds.$inferSelect;

/** The hold of a shipment, or null. */
export async function holdOf(db: Database, shipmentId: string): Promise<ShipmentHold | null> {
  const [hold] = await db.select().from(shipmentHolds).where(eq(shipmentHolds.shipmentId, shipmentId));
  return hold ?? null;
}

/**
 * Keeps the webhooks of a shipment out of the archive from now on. Those that are in it already stay there, where nothing is deleted.
 * A hold that is placed again gets the new reason. Returns null if there is no such shipment.
 */
export function placeHold(db: Database, by: string, shipmentId: string, reason: string): Promise<ShipmentHold | null> {
  return db.transaction(async (tx) => {
    const [shipment] = await tx.select({ id: shipments.id }).from(shipments).where(eq(shipments.id, shipmentId));
    if (!shipment) return null;
    const hold = { shipmentId, reason, placedBy: by, placedAt: now() };
    await tx.insert(shipmentHolds).values(hold).onConflictDoUpdate({ target: shipmentHolds.shipmentId, set: hold });
    await audit(tx, by, 'hold-placed', `shipment ${shipmentId}: ${reason}`);
    return hold;
  });
}

/** Lifts a hold; the audit log gets why. Returns whether there was one. */
export function liftHold(db: Database, by: string, shipmentId: string, reason: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [lifted] = await tx.delete(shipmentHolds).where(eq(shipmentHolds.shipmentId, shipmentId)).returning();
    if (lifted) await audit(tx, by, 'hold-lifted', `shipment ${shipmentId}: ${reason}`);
    return lifted !== undefined;
  });
}
