import type { Counts } from '#lib/model/count.ts';
import type { Database } from '../client.ts';
import { readList } from './declared-list.ts';
import type { ListPage, Paging } from './list.ts';
import { unknownReferences } from './reference-search.ts';
import { mostUrgentExceptions, type OpenException } from './shipment-exceptions.ts';
import { SHIPMENTS, type ShipmentFilter, type ShipmentListItem } from './shipments.ts';

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
  'openExceptions',
  'learnedAt',
  'references',
] as const satisfies readonly (keyof ShipmentListItem)[];

/** A line of the list: only the columns that it shows, since it is sent to the browser. */
export type ShipmentLine = Pick<ShipmentListItem, (typeof SHOWN)[number]> & {
  /** The most urgent of the exceptions that need attention. */
  exceptions: OpenException[];
};

/** `unknown`: the searched references that no shipment has. */
export type ShipmentLines = ListPage<ShipmentLine> & { unknown: string[] };
/** The columns of the list of shipments. */
export type ShipmentList = ShipmentLines & { counts: Counts };

/** A page of lines with their exceptions that need attention. */
export async function readShipmentLines(db: Database, filter: ShipmentFilter & Paging): Promise<ShipmentLines> {
  const [page, unknown] = await Promise.all([
    readList(db, SHIPMENTS, filter),
    unknownReferences(db, filter.refs ?? []),
  ]);
  return { ...page, data: await asShipmentLines(db, page.data), unknown };
}

/** Shipments as lines, with their exceptions that need attention. */
export async function asShipmentLines(db: Database, rows: readonly ShipmentListItem[]): Promise<ShipmentLine[]> {
  const exceptions = await mostUrgentExceptions(
    db,
    rows.filter((row) => row.openExceptions > 0).map((row) => row.id),
  );
  return rows.map((row) => ({ ...shown(row), exceptions: exceptions.get(row.id) ?? [] }));
}

function shown(row: ShipmentListItem): Pick<ShipmentListItem, (typeof SHOWN)[number]> {
  return Object.fromEntries(SHOWN.map((key) => [key, row[key]])) as Pick<ShipmentListItem, (typeof SHOWN)[number]>;
}
