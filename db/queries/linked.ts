import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { shipmentRecords, shipmentReferences, shipments, steps } from '../schema/index.ts';

export type StepRow = typeof steps.$inferSelect;

type ShipmentRow = typeof shipments.$inferSelect;

/** A shipment as the papers that concern it show it. */
export type LinkedShipment = Pick<
  ShipmentRow,
  'id' | 'provider' | 'externalId' | 'name' | 'mode' | 'status' | 'eta' | 'arrived' | 'destination'
> & { references: { type: string; value: string }[] };

/** Shipments by id, those that we know. */
export async function readLinked(db: Database, ids: readonly string[]): Promise<Map<string, LinkedShipment>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { id, provider, externalId, name, mode, status, eta, arrived, destination } = shipments;
  const [rows, references] = await Promise.all([
    db
      .select({ id, provider, externalId, name, mode, status, eta, arrived, destination })
      .from(shipments)
      .where(inArray(id, wanted)),
    db
      .select({ id: shipmentReferences.shipmentId, type: shipmentReferences.type, value: shipmentReferences.value })
      .from(shipmentReferences)
      .where(inArray(shipmentReferences.shipmentId, wanted))
      .orderBy(asc(shipmentReferences.type), asc(shipmentReferences.value)),
  ]);
  const named = new Map(rows.map((row) => [row.id, { ...row, references: [] as LinkedShipment['references'] }]));
  for (const { id: shipment, ...reference } of references) named.get(shipment)?.references.push(reference);
  return named;
}

/** Rows of a list with the shipments that each of them concerns. */
export async function withShipments<Row extends { id: string }>(db: Database, rows: readonly Row[]) {
  const found = await shipmentsOfRecords(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, shipments: found.get(row.id) ?? [] }));
}

async function shipmentsOfRecords(db: Database, ids: readonly string[]): Promise<Map<string, LinkedShipment[]>> {
  const found = new Map<string, LinkedShipment[]>();
  if (ids.length === 0) return found;
  const { recordId, shipmentId } = shipmentRecords;
  const links = await db
    .select({ recordId, shipmentId })
    .from(shipmentRecords)
    .where(inArray(recordId, [...ids]))
    .orderBy(asc(recordId), asc(shipmentId));
  const known = await readLinked(
    db,
    links.map((link) => link.shipmentId),
  );
  for (const link of links) {
    const shipment = known.get(link.shipmentId);
    if (shipment) found.set(link.recordId, [...(found.get(link.recordId) ?? []), shipment]);
  }
  return found;
}

/** The shipments that a record concerns. */
export async function shipmentsOf(db: Database, recordId: string): Promise<LinkedShipment[]> {
  return (await shipmentsOfRecords(db, [recordId])).get(recordId) ?? [];
}

/** What happened to a record, in order. */
export async function stepsOf(db: Database, recordId: string): Promise<StepRow[]> {
  return db.select().from(steps).where(eq(steps.recordId, recordId)).orderBy(asc(steps.occurredAt), asc(steps.id));
}
