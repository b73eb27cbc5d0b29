import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { shipmentParties } from '../schema/index.ts';
import { type LinkedShipment, readLinked } from './linked.ts';

/** A shipment with the roles that a party has in it. */
export type PartyShipment = LinkedShipment & { roles: string[] };

/** Shipments of a party in the order of their ids, with its roles in each. */
export async function withRoles(
  db: Database,
  { externalId }: { externalId: string },
  ids: readonly string[],
): Promise<PartyShipment[]> {
  const { shipmentId, role, party } = shipmentParties;
  if (ids.length === 0) return [];
  const [linked, named] = await Promise.all([
    readLinked(db, ids),
    db
      .select({ shipmentId, role })
      .from(shipmentParties)
      .where(and(inArray(shipmentId, [...ids]), eq(party, externalId)))
      .orderBy(asc(role)),
  ]);
  return ids.flatMap((id) => {
    const shipment = linked.get(id);
    const roles = named.filter((one) => one.shipmentId === id).map((one) => one.role);
    return shipment ? [{ ...shipment, roles }] : [];
  });
}
