import { and, asc, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import type { Database } from '../client.ts';
import { exceptions, shipments } from '../schema/index.ts';
import type { ListPage, Paging } from './list.ts';
import {
  exceptionsOf,
  listShipments,
  type ShipmentException,
  type ShipmentFilter,
  type ShipmentListItem,
  shipmentConditions,
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

export type OpenException = Pick<
  ShipmentException,
  'kind' | 'code' | 'reason' | 'raisedAt' | 'containerNumber' | 'occurredText' | 'place'
>;
/** A line of the list: what it shows and no more, because it travels to the browser. */
export type ShipmentLine = Pick<ShipmentListItem, (typeof SHOWN)[number]> & { trouble: OpenException[] };

/** How many there are, up to `COUNT_LIMIT`; `total` and `trouble` beside the statuses and views. */
export type ShipmentCounts = Record<string, number>;
export const COUNT_LIMIT = 1000;

/** `unknown`: the references that were asked for and that no shipment has. */
export type ShipmentLines = ListPage<ShipmentLine> & { unknown: string[] };
/** What the list of shipments shows. */
export type ShipmentList = ShipmentLines & { counts: ShipmentCounts };

/** A page of lines with their open exceptions. */
export async function readShipmentLines(db: Database, filter: ShipmentFilter & Paging): Promise<ShipmentLines> {
  const [page, unknown] = await Promise.all([listShipments(db, filter), unknownReferences(db, filter.refs ?? [])]);
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

const VIEWS = Object.keys(SHIPMENT_VIEWS) as ShipmentView[];
const COUNTED = ['planned', 'booked', 'in_transit', 'arrived', 'delivering', 'delivered'] as const;

type TabFilter = Pick<ShipmentFilter, 'q' | 'refs' | 'mode' | 'provider' | 'pol' | 'pod'>;

/** Counts for the tabs, under the other filters. */
export async function countShipmentTabs(db: Database, filter: TabFilter = {}): Promise<ShipmentCounts> {
  const some = (name: string, narrower: ShipmentFilter) =>
    sql`(${capped(db, { ...filter, ...narrower })}) as ${sql.identifier(name)}`;
  const columns = [
    some('total', {}),
    some('trouble', { trouble: true }),
    ...VIEWS.map((view) => some(view, { view })),
    ...COUNTED.map((status) => some(status, { status })),
  ];
  const [row] = await db.execute<ShipmentCounts>(sql`select ${sql.join(columns, sql`, `)}`);
  return { ...row };
}

/** How many shipments a filter leaves, up to `COUNT_LIMIT`. */
export async function countShipments(db: Database, filter: ShipmentFilter = {}): Promise<number> {
  const [row] = await db.execute<{ count: number }>(capped(db, filter));
  return row?.count ?? 0;
}

function capped(db: Database, filter: ShipmentFilter): SQL {
  const where = shipmentConditions(db, filter) ?? sql`true`;
  return sql`select count(*)::int as count from (select 1 from ${shipments} where ${where} limit ${COUNT_LIMIT}) as capped`;
}
