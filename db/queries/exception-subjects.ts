import { inArray } from 'drizzle-orm';
import { lookup } from '#lib/model/lookup.ts';
import type { Place } from '#lib/model/place.ts';
import type { Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import type { Database } from '../client.ts';
import type { ExceptionEntity } from '../schema/exceptions.ts';
import { bookings, type exceptionCases, invoices, purchaseOrders, shipments } from '../schema/index.ts';
import { referencesOf } from './shipments.ts';

/** The shipment of an exception, as far as the inbox shows it. */
export type SubjectShipment = {
  id: string;
  provider: string;
  externalId: string;
  name: string | null;
  customer: string | null;
  mode: string | null;
  status: Stage;
  from: Place | null;
  to: Place | null;
  eta: Moment | null;
  references: { type: string; value: string }[];
};

/** What an exception is about: its title for people, of a source its provider, its page, and its shipment. */
export type ExceptionSubject = {
  kind: ExceptionEntity;
  title: string;
  path: string | null;
  shipment: SubjectShipment | null;
};

type Case = Pick<typeof exceptionCases.$inferSelect, 'id' | 'entityType' | 'entityId' | 'shipmentId' | 'details'>;

/** What exceptions are about, by the id of the exception. */
export async function exceptionSubjects(db: Database, rows: readonly Case[]): Promise<Map<string, ExceptionSubject>> {
  const [known, numbers] = await Promise.all([
    shipmentsOf(db, [...new Set(rows.flatMap(({ shipmentId }) => shipmentId ?? []))]),
    recordNumbers(db, rows),
  ]);
  return new Map(rows.map((row) => [row.id, subjectOf(row, known, numbers)]));
}

function subjectOf(
  { entityType, entityId, shipmentId, details }: Case,
  shipmentsById: ReadonlyMap<string, SubjectShipment>,
  numbers: ReadonlyMap<string, string>,
): ExceptionSubject {
  const shipment = shipmentsById.get(shipmentId ?? '') ?? null;
  const record = lookup(RECORDS, entityType);
  if (record) {
    return { kind: entityType, title: numbers.get(entityId) ?? entityId, path: `${record.path}/${entityId}`, shipment };
  }
  if (entityType === 'source') {
    return { kind: entityType, title: details.from ?? entityId, path: '/integrations', shipment };
  }
  const title = shipment ? titleOf(shipment) : entityId;
  return { kind: entityType, title, path: shipment && `/shipments/${shipment.id}`, shipment };
}

const titleOf = ({ name, externalId, references }: SubjectShipment) =>
  references.find(({ type }) => type === 'purchase_order')?.value ?? name ?? externalId;

async function shipmentsOf(db: Database, ids: readonly string[]): Promise<Map<string, SubjectShipment>> {
  if (ids.length === 0) return new Map();
  const { id, provider, externalId, name, customer, mode, status, eta } = shipments;
  const [rows, references] = await Promise.all([
    db
      .select({
        ...{ id, provider, externalId, name, customer, mode, status, eta },
        origin: shipments.origin,
        pol: shipments.portOfLoading,
        pod: shipments.portOfDischarge,
        destination: shipments.destination,
      })
      .from(shipments)
      .where(inArray(id, [...ids])),
    referencesOf(db, ids),
  ]);
  return new Map(
    rows.map(({ origin, pol, pod, destination, ...row }) => [
      row.id,
      { ...row, from: pol ?? origin, to: pod ?? destination, references: references.get(row.id) ?? [] },
    ]),
  );
}

/** The records that have exceptions of their own, and the paths of their pages. */
const RECORDS = {
  invoice: { table: invoices, path: '/invoices' },
  purchase_order: { table: purchaseOrders, path: '/purchase-orders' },
  booking: { table: bookings, path: '/bookings' },
} as const;

async function recordNumbers(db: Database, rows: readonly Case[]): Promise<Map<string, string>> {
  const found = await Promise.all(
    (['invoice', 'purchase_order', 'booking'] as const).map(async (entityType) => {
      const ids = new Set(rows.flatMap((row) => (row.entityType === entityType ? row.entityId : [])));
      if (ids.size === 0) return [];
      const { table } = RECORDS[entityType];
      return db
        .select({ id: table.id, number: table.number })
        .from(table)
        .where(inArray(table.id, [...ids]));
    }),
  );
  return new Map(found.flat().map(({ id, number }) => [id, number]));
}
