import { and, asc, desc, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { provider, text } from '#lib/model/filter.ts';
import type { Place } from '#lib/model/place.ts';
import { MAX_REFERENCES, searchable, splitReferences } from '#lib/model/reference.ts';
import { stageSchema, transportModeSchema } from '#lib/model/schema.ts';
import { PARTY_ROLES } from '#lib/model/shipment.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
import type { Database } from '../client.ts';
import { portOfDischargeCode, portOfLoadingCode } from '../schema/columns.ts';
import {
  containers,
  exceptions,
  legs,
  milestones,
  shipmentParties,
  shipmentReferences,
  shipments,
} from '../schema/index.ts';
import type { Join } from './cursor.ts';
import { declareList } from './declared-list.ts';
import { ordersOf, type ShipmentOrder } from './order-links.ts';
import { isLargeParty, partyConditions, partyFilters } from './party-filters.ts';
import { bytewise } from './record-filters.ts';
import { titleOrder, withoutRespelled } from './reference-order.ts';
import { hasReference } from './reference-search.ts';
import { exceptionConditions, exceptionFilters, openExceptions, type ShipmentRow } from './shipment-exceptions.ts';
import { narrowingConditions, narrowingFilters, unlocode } from './shipment-filters.ts';
import { findMatches, isFoundBy, searchRanks } from './shipment-search.ts';
import { SHIPMENT_SORTS } from './shipment-sorts.ts';
import { firstTitle } from './shipment-title-sort.ts';
import { VIEW_CONDITIONS } from './shipment-views.ts';

export type LegRow = typeof legs.$inferSelect;
export type ContainerRow = typeof containers.$inferSelect;
export type MilestoneRow = typeof milestones.$inferSelect;
export type ExceptionRow = typeof exceptions.$inferSelect;
export type ReferenceRow = typeof shipmentReferences.$inferSelect;
export type PartyRow = typeof shipmentParties.$inferSelect;

type Shown = Omit<ShipmentRow, 'firstTitle'>;

export type ShipmentListItem = Shown & { references: { type: string; value: string }[] };

const VIEWS = Object.keys(SHIPMENT_VIEWS) as ShipmentView[];
/** The views with a tab, in that order. */
const VIEW_TABS = ['late', 'arriving', 'held', 'charges', 'overdue', 'slipped'] as const;

/** What a view is about decides its order, if that is a column. */
const VIEW_SORTS: { [view in ShipmentView]?: { sort: keyof typeof SHIPMENT_SORTS } } = {
  late: { sort: 'eta' },
  arriving: { sort: 'eta' },
  charges: { sort: 'freeUntil' },
  slipped: { sort: 'eta' },
};

/** The columns of the indexes of the tabs. */
const TAB_ORDERS = {
  total: shipments.learnedAt,
  active: shipments.learnedAt,
  in_transit: shipments.learnedAt,
  delivered: shipments.learnedAt,
  late: shipments.lateAt,
  overdue: shipments.overdueAt,
  arriving: shipments.etaAt,
  charges: shipments.freeUntil,
  held: shipments.statusAt,
};

const SEARCH =
  'Any part of a reference, container, booking, B/L or tracking number, of the name of a vessel, customer, supplier or other company, ' +
  'of a SKU or product, or of the number of a linked invoice, document, booking or purchase order. Case, spaces and punctuation are ' +
  'ignored; one or two characters are searched at the beginning only. Without `sort`, whole values come first, then beginnings, then ' +
  'other parts; of each the active shipments, the latest update first, and of many matches those that were updated last.';

const filter = z.strictObject({
  q: text(200, SEARCH),
  refs: z
    .string()
    .max(6_500)
    .transform(splitReferences)
    .optional()
    .describe(
      `Up to ${MAX_REFERENCES} complete references, separated by commas: shipments with any of them, or that had one of them if none has it any more.`,
    ),
  externalId: text(200, "The provider's id of the shipment."),
  status: stageSchema.optional().describe('The status.'),
  mode: transportModeSchema.optional().describe('The transport mode.'),
  view: z
    .enum(VIEWS)
    .optional()
    .describe(
      'Only shipments that need attention, by the tabs of the list. `late`: the arrival is behind by more than its mode allows; ' +
        '`overdue`: so is the next milestone, which was not reported; `slipped`: the ETA is later than a day ago.',
    ),
  pol: unlocode('Port of loading, UN/LOCODE.'),
  pod: unlocode('Port of discharge, UN/LOCODE.'),
  provider,
  ...narrowingFilters,
  ...partyFilters,
  ...exceptionFilters,
});
export type ShipmentFilter = z.output<typeof filter>;

/** Shipments with their references. `eta` is the estimate of the arrival, which stays when the arrival is known. */
export const SHIPMENTS = declareList({
  path: '/shipments',
  title: 'Shipments',
  filter,
  apiOnly: ['externalId'],
  sorts: SHIPMENT_SORTS,
  ranked: { by: 'q', find: findMatches, ranks: searchRanks },
  id: shipments.id,
  from: shipments,
  facets: { role: { column: shipmentParties.role, values: PARTY_ROLES } },
  tabs: {
    initial: { scope: 'active' },
    all: { scope: 'all' },
    special: [
      { key: 'active', label: 'Active', set: { scope: 'active' } },
      { key: 'trouble', label: 'Needs attention', set: { trouble: 'true' }, late: true },
      ...VIEW_TABS.map((view) => ({ key: view, label: SHIPMENT_VIEWS[view], set: { view }, ...VIEW_SORTS[view] })),
      { key: 'in_transit', label: 'In transit', set: { status: 'in_transit' } },
      { key: 'delivered', label: 'Delivered', set: { status: 'delivered' } },
    ],
  },
  where: shipmentConditions,
  countOrders: (query) => (isLargeParty(query) ? TAB_ORDERS : undefined),
  rows: readRows,
  async items(db, rows): Promise<ShipmentListItem[]> {
    const references = await referencesOf(
      db,
      rows.map((row) => row.id),
    );
    return rows.map(({ firstTitle: _, ...row }) => ({ ...row, references: references.get(row.id) ?? [] }));
  },
});

async function readRows(db: Database, where: SQL | undefined, order: SQL[], limit: number, joined?: Join) {
  const query = db
    .select({ ...COLUMNS, firstTitle })
    .from(shipments)
    .$dynamic();
  if (joined) query.innerJoin(joined.table, joined.on);
  return query
    .where(where)
    .orderBy(...order)
    .limit(limit);
}

const COLUMNS = { ...getTableColumns(shipments), openExceptions };

/** The conditions of a filter. */
export function shipmentConditions(db: Database, query: ShipmentFilter): SQL | undefined {
  return and(
    query.provider ? eq(shipments.provider, query.provider) : undefined,
    query.externalId ? hasExternalId(db, query.externalId) : undefined,
    query.status ? eq(shipments.status, query.status) : undefined,
    query.mode ? eq(shipments.mode, query.mode) : undefined,
    exceptionConditions(query),
    query.view ? VIEW_CONDITIONS[query.view] : undefined,
    query.pol ? sql`${bytewise(portOfLoadingCode)} = ${query.pol}` : undefined,
    query.pod ? sql`${bytewise(portOfDischargeCode)} = ${query.pod}` : undefined,
    narrowingConditions(query),
    partyConditions(query),
    query.q ? isFoundBy(query.q) : undefined,
    query.refs ? hasReference(query.refs) : undefined,
  );
}

/** By the references, which are indexed: the provider's id of a shipment is one of them. */
function hasExternalId(db: Database, externalId: string): SQL {
  const { shipmentId, type, value, searchable: searched } = shipmentReferences;
  const named = and(eq(searched, searchable(externalId)), eq(type, 'shipment'), eq(value, externalId));
  return sql`${eq(shipments.externalId, externalId)} and ${inArray(shipments.id, db.select({ id: shipmentId }).from(shipmentReferences).where(named))}`;
}

/** The references of shipments, by shipment; that of the title first. */
export async function referencesOf(db: Database, ids: readonly string[]) {
  const found = new Map<string, { type: string; value: string }[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .select()
    .from(shipmentReferences)
    .where(inArray(shipmentReferences.shipmentId, [...ids]))
    .orderBy(...titleOrder());
  for (const { shipmentId, type, value } of rows) {
    const list = found.get(shipmentId) ?? [];
    list.push({ type, value });
    found.set(shipmentId, list);
  }
  for (const [id, references] of found) found.set(id, withoutRespelled(references));
  return found;
}

/** An exception with container, local time and place of the milestone that raised it. */
export type ShipmentException = ExceptionRow & {
  containerNumber: string | null;
  occurredText: string | null;
  place: Place | null;
};

/** Exceptions with the milestones that raised them, unordered. */
export function exceptionsOf(db: Database, where: SQL | undefined) {
  const raised = and(eq(milestones.shipmentId, exceptions.shipmentId), eq(milestones.id, exceptions.id));
  return db
    .select({
      ...getTableColumns(exceptions),
      containerNumber: containers.number,
      occurredText: milestones.occurredText,
      place: milestones.place,
    })
    .from(exceptions)
    .leftJoin(milestones, raised)
    .leftJoin(containers, eq(containers.id, milestones.containerId))
    .where(where);
}

export type ShipmentDetail = Shown & {
  references: ReferenceRow[];
  parties: PartyRow[];
  legs: LegRow[];
  containers: ContainerRow[];
  exceptions: ShipmentException[];
  /** The purchase orders that it carries: linked by their source, or by their number. */
  purchaseOrders: ShipmentOrder[];
};

/** One shipment with all its parts but the timeline, or null. */
export async function getShipment(db: Database, id: string): Promise<ShipmentDetail | null> {
  const [shipment] = await db.select(COLUMNS).from(shipments).where(eq(shipments.id, id));
  if (!shipment) return null;
  const [references, parties, route, boxes, trouble, orders] = await Promise.all([
    db
      .select()
      .from(shipmentReferences)
      .where(eq(shipmentReferences.shipmentId, id))
      .orderBy(...titleOrder()),
    db.select().from(shipmentParties).where(eq(shipmentParties.shipmentId, id)).orderBy(asc(shipmentParties.role)),
    db.select().from(legs).where(eq(legs.shipmentId, id)).orderBy(asc(legs.sequence)),
    db.select().from(containers).where(eq(containers.shipmentId, id)).orderBy(asc(containers.number)),
    exceptionsOf(db, eq(exceptions.shipmentId, id)).orderBy(desc(exceptions.raisedAt)),
    ordersOf(db, id),
  ]);
  return {
    ...shipment,
    references: withoutRespelled(references),
    parties,
    legs: route,
    containers: boxes,
    exceptions: trouble,
    purchaseOrders: orders,
  };
}

export type TimelineEntry = MilestoneRow & { containerNumber: string | null; provider: string };

/**
 * All claims of all milestones of a shipment in order of occurrence: current, superseded and retracted. Milestones without a
 * place have that of their leg.
 */
export async function getTimeline(db: Database, shipmentId: string): Promise<TimelineEntry[]> {
  const rows = await db
    .select({ milestone: milestones, containerNumber: containers.number, provider: shipments.provider })
    .from(milestones)
    .innerJoin(shipments, eq(shipments.id, milestones.shipmentId))
    .leftJoin(containers, eq(containers.id, milestones.containerId))
    .where(eq(milestones.shipmentId, shipmentId))
    .orderBy(asc(milestones.occurredAt), asc(milestones.code), asc(milestones.id));
  return rows.map(({ milestone, containerNumber, provider }) => ({ ...milestone, containerNumber, provider }));
}

/** Whether there is a shipment with this id. */
export async function shipmentExists(db: Database, id: string): Promise<boolean> {
  const rows = await db.select({ id: shipments.id }).from(shipments).where(eq(shipments.id, id));
  return rows.length > 0;
}
