import { and, eq, inArray, isNull, like } from 'drizzle-orm';
import type { ExceptionType } from '#lib/model/exception.ts';
import type { Database } from '../client.ts';
import { exceptionCases, exceptionConditions } from '../schema/index.ts';
import { type LinkedShipment, readLinked } from './linked.ts';
import type { ContainerRow } from './shipments.ts';

/** What a drayage desk needs to know of a container besides its own row. */
export type DeskFacts = {
  shipment: LinkedShipment | null;
  /** The holds of its shipment that are open. */
  holds: ExceptionType[];
  /** Until when the empty container must be returned, UTC, by the tariffs of its carrier; null if none says so, and once it was returned. */
  emptyDueAt: string | null;
};

/** Containers with what a drayage desk needs. */
export async function withDesk<Row extends Pick<ContainerRow, 'id' | 'shipmentId'>>(
  db: Database,
  rows: readonly Row[],
): Promise<(Row & DeskFacts)[]> {
  const ids = [...new Set(rows.map(({ shipmentId }) => shipmentId))];
  const [linked, holds, due] = await Promise.all([readLinked(db, ids), readHolds(db, ids), readEmptyDue(db, ids)]);
  return rows.map((row) => ({
    ...row,
    shipment: linked.get(row.shipmentId) ?? null,
    holds: holds.get(row.shipmentId) ?? [],
    emptyDueAt: due.get(row.id) ?? null,
  }));
}

async function readHolds(db: Database, shipmentIds: readonly string[]): Promise<Map<string, ExceptionType[]>> {
  if (shipmentIds.length === 0) return new Map();
  const { entityId, type, closedAt } = exceptionCases;
  const open = await db
    .selectDistinct({ entityId, type })
    .from(exceptionCases)
    .where(and(inArray(entityId, [...shipmentIds]), isNull(closedAt), like(type, 'hold.%')))
    .orderBy(type);
  const found = new Map<string, ExceptionType[]>();
  for (const hold of open) found.set(hold.entityId, [...(found.get(hold.entityId) ?? []), hold.type]);
  return found;
}

async function readEmptyDue(db: Database, shipmentIds: readonly string[]): Promise<Map<string, string | null>> {
  if (shipmentIds.length === 0) return new Map();
  const { entityId, type, part, deadline } = exceptionConditions;
  const due = await db
    .select({ part, deadline })
    .from(exceptionConditions)
    .where(and(inArray(entityId, [...shipmentIds]), eq(type, 'charge.empty_return_past')));
  return new Map(due.map((one) => [one.part, one.deadline]));
}
