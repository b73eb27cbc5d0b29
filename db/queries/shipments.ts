import { and, asc, desc, eq, getTableColumns, inArray, like, type SQL, sql } from 'drizzle-orm';
import type { Place } from '#lib/model/place.ts';
import { searchable } from '#lib/model/reference.ts';
import type { ShipmentView } from '#lib/model/shipment-view.ts';
import type { Database } from '../client.ts';
import {
  containers,
  exceptions,
  legs,
  milestones,
  shipmentParties,
  shipmentReferences,
  shipments,
} from '../schema/index.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { ordersOf, type ShipmentOrder } from './order-links.ts';
import { VIEW_CONDITIONS } from './shipment-views.ts';

export type ShipmentRow = typeof shipments.$inferSelect;
export type LegRow = typeof legs.$inferSelect;
export type ContainerRow = typeof containers.$inferSelect;
export type MilestoneRow = typeof milestones.$inferSelect;
export type ExceptionRow = typeof exceptions.$inferSelect;
export type ReferenceRow = typeof shipmentReferences.$inferSelect;
export type PartyRow = typeof shipmentParties.$inferSelect;

export type ShipmentListItem = ShipmentRow & { references: { type: string; value: string }[] };

export type ShipmentFilter = {
  provider?: string | undefined;
  externalId?: string | undefined;
  /** Compared with the beginning of every reference, without regard to case, spaces and punctuation. */
  q?: string | undefined;
  /** Only shipments that have one of these as a reference, whole; compared like `q`. */
  refs?: readonly string[] | undefined;
  status?: string | undefined;
  mode?: string | undefined;
  /** Only shipments with open exceptions. */
  trouble?: boolean | undefined;
  view?: ShipmentView | undefined;
  /** Port of loading and of discharge, UN/LOCODE. */
  pol?: string | undefined;
  pod?: string | undefined;
};

/** How shipments may be sorted. `eta` is the estimate of the arrival, which stays when the arrival is known. */
export const SHIPMENT_SORTS = {
  learnedAt: { by: shipments.learnedAt, form: 'instant', first: 'desc', key: (row) => row.learnedAt },
  eta: { by: shipments.etaAt, form: 'instant', nullable: true, first: 'asc', key: (row) => row.etaAt },
} as const satisfies Record<string, Sort<ShipmentRow>>;

/** Lists shipments, by default the one that we learned something of last first. */
export async function listShipments(
  db: Database,
  filter: ShipmentFilter & Paging,
): Promise<ListPage<ShipmentListItem>> {
  const listing: Listing<ShipmentRow> = {
    id: shipments.id,
    sorts: SHIPMENT_SORTS,
    sort: 'learnedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(shipments)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, shipmentConditions(db, filter), filter);
  const references = await referencesOf(
    db,
    page.data.map((row) => row.id),
  );
  return { ...page, data: page.data.map((row) => ({ ...row, references: references.get(row.id) ?? [] })) };
}

/** What a filter asks for. */
export function shipmentConditions(db: Database, filter: ShipmentFilter): SQL | undefined {
  return and(
    filter.provider ? eq(shipments.provider, filter.provider) : undefined,
    filter.externalId ? isCalled(db, filter.externalId) : undefined,
    filter.status ? eq(shipments.status, filter.status as ShipmentRow['status']) : undefined,
    filter.mode ? eq(shipments.mode, filter.mode) : undefined,
    filter.trouble ? sql`${shipments.openExceptions} > 0` : undefined,
    filter.view ? VIEW_CONDITIONS[filter.view] : undefined,
    filter.pol ? sql`${shipments.portOfLoading}->>'unlocode' = ${filter.pol}` : undefined,
    filter.pod ? sql`${shipments.portOfDischarge}->>'unlocode' = ${filter.pod}` : undefined,
    filter.q && searchable(filter.q)
      ? isReferred(db, like(shipmentReferences.searchable, `${searchable(filter.q)}%`))
      : undefined,
    filter.refs ? isReferred(db, inArray(shipmentReferences.searchable, filter.refs.map(searchable))) : undefined,
  );
}

function isReferred(db: Database, where: SQL): SQL {
  return inArray(shipments.id, db.select({ id: shipmentReferences.shipmentId }).from(shipmentReferences).where(where));
}

/** Which of these references no shipment has, as they were given. */
export async function unknownReferences(db: Database, refs: readonly string[]): Promise<string[]> {
  if (refs.length === 0) return [];
  const rows = await db
    .selectDistinct({ known: shipmentReferences.searchable })
    .from(shipmentReferences)
    .where(inArray(shipmentReferences.searchable, refs.map(searchable)));
  const known = new Set(rows.map((row) => row.known));
  return refs.filter((reference) => !known.has(searchable(reference)));
}

/** The provider's own id of a shipment is one of its references, and they are indexed. */
function isCalled(db: Database, externalId: string): SQL {
  const { shipmentId, type, value, searchable: searched } = shipmentReferences;
  const named = and(eq(searched, searchable(externalId)), eq(type, 'shipment'), eq(value, externalId));
  return sql`${eq(shipments.externalId, externalId)} and ${inArray(shipments.id, db.select({ id: shipmentId }).from(shipmentReferences).where(named))}`;
}

/** The references of shipments, by shipment. */
export async function referencesOf(db: Database, ids: string[]) {
  const found = new Map<string, { type: string; value: string }[]>();
  if (ids.length === 0) return found;
  const rows = await db
    .select()
    .from(shipmentReferences)
    .where(inArray(shipmentReferences.shipmentId, ids))
    .orderBy(asc(shipmentReferences.type), asc(shipmentReferences.value));
  for (const { shipmentId, type, value } of rows) {
    const list = found.get(shipmentId) ?? [];
    list.push({ type, value });
    found.set(shipmentId, list);
  }
  return found;
}

/** An exception with what the milestone that raised it says: which container, when on the clock there, and where. */
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

export type ShipmentDetail = ShipmentRow & {
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
  const [shipment] = await db.select().from(shipments).where(eq(shipments.id, id));
  if (!shipment) return null;
  const [references, parties, route, boxes, trouble, orders] = await Promise.all([
    db
      .select()
      .from(shipmentReferences)
      .where(eq(shipmentReferences.shipmentId, id))
      .orderBy(asc(shipmentReferences.type), asc(shipmentReferences.value)),
    db.select().from(shipmentParties).where(eq(shipmentParties.shipmentId, id)).orderBy(asc(shipmentParties.role)),
    db.select().from(legs).where(eq(legs.shipmentId, id)).orderBy(asc(legs.sequence)),
    db.select().from(containers).where(eq(containers.shipmentId, id)).orderBy(asc(containers.number)),
    exceptionsOf(db, eq(exceptions.shipmentId, id)).orderBy(desc(exceptions.raisedAt)),
    ordersOf(db, id),
  ]);
  return {
    ...shipment,
    references,
    parties,
    legs: route,
    containers: boxes,
    exceptions: trouble,
    purchaseOrders: orders,
  };
}

export type TimelineEntry = MilestoneRow & { containerNumber: string | null; provider: string };

/**
 * Every claim of every milestone of a shipment in order of occurrence: what stands now, what a newer report replaced and
 * what was taken back. Milestones without a place of their own take it from their leg.
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
