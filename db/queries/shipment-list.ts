import { and, asc, inArray, isNull, sql } from 'drizzle-orm';
import type { Counts } from '#lib/model/count.ts';
import type { Database } from '../client.ts';
import { exceptions } from '../schema/index.ts';
import { readList } from './declared-list.ts';
import type { ListPage, Paging } from './list.ts';
import {
  exceptionsOf,
  SHIPMENTS,
  type ShipmentException,
  type ShipmentFilter,
  type ShipmentListItem,
  unknownReferences,
} from './shipments.ts';

const SHOWN = [
  'id',
  'provider',
  'externalId',
  'name',
  'mode',
  'status',
  'statusReason',
  'statusAt',
  'customer',
  'origin',
  'portOfLoading',
  'portOfDischarge',
  'destination',
  'carrier',
  'vessel',
  'voyage',
  'eta',
  'etaBaseline',
  'etaBaselineKind',
  'arrived',
  'freeUntil',
  'freeTimeEndsAt',
  'progress',
  'lastMilestone',
  'lastMilestoneAt',
  'nextMilestone',
  'nextMilestoneAt',
  'learnedAt',
  'references',
] as const satisfies readonly (keyof ShipmentListItem)[];

export type OpenException = Pick<
  ShipmentException,
  'kind' | 'code' | 'reason' | 'raisedAt' | 'containerNumber' | 'occurredText' | 'place'
>;
/** A line of the list: only the columns that it shows, since it is sent to the browser. */
export type ShipmentLine = Pick<ShipmentListItem, (typeof SHOWN)[number]> & { trouble: OpenException[] };

/** `unknown`: the searched references that no shipment has. */
export type ShipmentLines = ListPage<ShipmentLine> & { unknown: string[] };
/** The columns of the list of shipments. */
export type ShipmentList = ShipmentLines & { counts: Counts };

/** A page of lines with their open exceptions. */
export async function readShipmentLines(db: Database, filter: ShipmentFilter & Paging): Promise<ShipmentLines> {
  const [page, unknown] = await Promise.all([
    readList(db, SHIPMENTS, filter),
    unknownReferences(db, filter.refs ?? []),
  ]);
  const trouble = await openExceptions(
    db,
    page.data.filter((row) => row.openExceptions > 0).map((row) => row.id),
  );
  const data = page.data.map((row) => ({ ...shown(row), trouble: trouble.get(row.id) ?? [] }));
  return { ...page, data, unknown };
}

function shown(row: ShipmentListItem): Pick<ShipmentListItem, (typeof SHOWN)[number]> {
  return Object.fromEntries(SHOWN.map((key) => [key, row[key]])) as Pick<ShipmentListItem, (typeof SHOWN)[number]>;
}

/** Open exceptions by shipment: holds first, then the oldest. */
async function openExceptions(db: Database, ids: readonly string[]): Promise<Map<string, OpenException[]>> {
  const found = new Map<string, OpenException[]>();
  if (ids.length === 0) return found;
  const where = and(inArray(exceptions.shipmentId, [...ids]), isNull(exceptions.clearedAt));
  const rows = await exceptionsOf(db, where).orderBy(sql`${exceptions.kind} <> 'hold'`, asc(exceptions.raisedAt));
  for (const { shipmentId, kind, code, reason, raisedAt, containerNumber, occurredText, place } of rows) {
    const trouble = { kind, code, reason, raisedAt, containerNumber, occurredText, place };
    found.set(shipmentId, [...(found.get(shipmentId) ?? []), trouble]);
  }
  return found;
}
