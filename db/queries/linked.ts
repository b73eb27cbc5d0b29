import { asc, eq, inArray } from 'drizzle-orm';
import { type Moment, parseMoment } from '#lib/model/time.ts';
import type { Database } from '../client.ts';
import { shipmentRecords, shipmentReferences, shipments, steps } from '../schema/index.ts';
import { titleOrder, withoutRespelled } from './reference-order.ts';

export type StepRow = typeof steps.$inferSelect;

type ShipmentRow = typeof shipments.$inferSelect;

/** A linked shipment, as the pages of records show it. */
export type LinkedShipment = Pick<
  ShipmentRow,
  | 'id'
  | 'provider'
  | 'externalId'
  | 'name'
  | 'mode'
  | 'status'
  | 'vessel'
  | 'eta'
  | 'arrived'
  | 'portOfDischarge'
  | 'destination'
> & {
  references: { type: string; value: string }[];
  /** When it was delivered completely, else when that is expected, if stated. */
  delivered: Moment | null;
  deliveryEta: Moment | null;
};

/** Shipments by id; unknown ids are left out. */
export async function readLinked(db: Database, ids: readonly string[]): Promise<Map<string, LinkedShipment>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const { id, provider, externalId, name, mode, status, vessel, eta, arrived, portOfDischarge, destination } =
    shipments;
  const { progress, statusAt } = shipments;
  const [rows, references] = await Promise.all([
    db
      .select({
        ...{ id, provider, externalId, name, mode, status, vessel, eta, arrived, portOfDischarge, destination },
        ...{ progress, statusAt },
      })
      .from(shipments)
      .where(inArray(id, wanted)),
    db
      .select({ id: shipmentReferences.shipmentId, type: shipmentReferences.type, value: shipmentReferences.value })
      .from(shipmentReferences)
      .where(inArray(shipmentReferences.shipmentId, wanted))
      .orderBy(...titleOrder()),
  ]);
  const named = new Map(
    rows.map(({ progress, statusAt, ...row }) => {
      const delivery = deliveryOf({ progress, statusAt, status: row.status });
      return [row.id, { ...row, ...delivery, references: [] as LinkedShipment['references'] }];
    }),
  );
  for (const { id: shipment, ...reference } of references) named.get(shipment)?.references.push(reference);
  for (const shipment of named.values()) shipment.references = withoutRespelled(shipment.references);
  return named;
}

/** When a shipment was or will be delivered. A status without a date has the time of its report. */
export function deliveryOf({ progress, statusAt, status }: Pick<ShipmentRow, 'progress' | 'statusAt' | 'status'>) {
  const moment = progress.find(({ step }) => step === 'delivered')?.moment ?? null;
  if (status !== 'delivered') return { delivered: null, deliveryEta: moment };
  return { delivered: moment ?? (statusAt === null ? null : parseMoment(statusAt)), deliveryEta: null };
}

/** Rows of a list with their linked shipments. */
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

/** The shipments of a record. */
export async function shipmentsOf(db: Database, recordId: string): Promise<LinkedShipment[]> {
  return (await shipmentsOfRecords(db, [recordId])).get(recordId) ?? [];
}

/** The steps of a record, in order. */
export async function stepsOf(db: Database, recordId: string): Promise<StepRow[]> {
  return db.select().from(steps).where(eq(steps.recordId, recordId)).orderBy(asc(steps.occurredAt), asc(steps.id));
}
