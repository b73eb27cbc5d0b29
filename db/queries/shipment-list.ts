import { and, asc, inArray, isNull, sql } from 'drizzle-orm';
import type { Counts } from '#lib/model/count.ts';
import type { Database } from '../client.ts';
import { exceptions } from '../schema/index.ts';
import { readList } from './declared-list.ts';
import type { ListPage, Paging } from './list.ts';
import {
  type ExceptionRow,
  SHIPMENTS,
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
  'progress',
  'lastMilestone',
  'lastMilestoneAt',
  'nextMilestone',
  'nextMilestoneAt',
  'learnedAt',
  'references',
] as const satisfies readonly (keyof ShipmentListItem)[];

export type ShipmentException = Pick<ExceptionRow, 'kind' | 'code' | 'reason' | 'raisedAt'>;
/** A line of the list: what it shows and no more, because it travels to the browser. */
export type ShipmentLine = Pick<ShipmentListItem, (typeof SHOWN)[number]> & { trouble: ShipmentException[] };

/** `unknown`: the references that were asked for and that no shipment has. */
export type ShipmentLines = ListPage<ShipmentLine> & { unknown: string[] };
/** What the list of shipments shows. */
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
async function openExceptions(db: Database, ids: readonly string[]): Promise<Map<string, ShipmentException[]>> {
  const found = new Map<string, ShipmentException[]>();
  if (ids.length === 0) return found;
  const { shipmentId, kind, code, reason, raisedAt } = exceptions;
  const rows = await db
    .select({ shipmentId, kind, code, reason, raisedAt })
    .from(exceptions)
    .where(and(inArray(shipmentId, [...ids]), isNull(exceptions.clearedAt)))
    .orderBy(sql`${kind} <> 'hold'`, asc(raisedAt));
  for (const { shipmentId: id, ...trouble } of rows) found.set(id, [...(found.get(id) ?? []), trouble]);
  return found;
}
