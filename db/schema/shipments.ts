import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { Classifier, MilestoneCode, TimeFlag } from '#lib/model/milestone.ts';
import type { Place } from '#lib/model/place.ts';
import type { Progress, Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import {
  carrierKey,
  containerSearchable,
  customerKey,
  instant,
  partyKey,
  partySearchable,
  portOfDischargeCode,
  portOfLoadingCode,
  stageOrder,
  titleKey,
  vesselKey,
} from './columns.ts';

export const shipments = pgTable(
  'shipments',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    externalId: text().notNull(),
    name: text(),
    mode: text(),
    status: text().$type<Stage>().notNull(),
    statusReason: text().notNull(),
    /** evidence: proven by a milestone; reported: stated by the provider; conflict: they contradict each other; none: no data. */
    statusBasis: text().$type<'evidence' | 'reported' | 'conflict' | 'none'>().notNull(),
    statusAt: instant(),
    statusEventId: uuid(),
    reportedStatus: text(),
    freightType: text(),
    incoterm: text(),
    priority: text(),
    pieces: integer(),
    weight: json().$type<{ value: string; unit: string }>(),
    volume: json().$type<{ value: string; unit: string }>(),
    cargoReadyOn: text(),
    customer: text(),
    origin: json().$type<Place>(),
    portOfLoading: json().$type<Place>(),
    portOfDischarge: json().$type<Place>(),
    destination: json().$type<Place>(),
    carrier: text(),
    vessel: text(),
    voyage: text(),
    /** Arrival at the end of the main carriage: the current estimate, the plan or first estimate as baseline, the actual time. */
    eta: json().$type<Moment>(),
    etaAt: instant(),
    etaEventId: uuid(),
    etaBaseline: json().$type<Moment>(),
    etaBaselineKind: text().$type<'planned' | 'first_estimate'>(),
    arrived: json().$type<Moment>(),
    /**
     * Calendar days, in the time zone of the port of discharge, from `etaBaseline` to `eta`: more than 0 is later, less than 0
     * earlier. Null without both, and after arrival. Whether that is late depends on the mode: `lateAt`.
     */
    lateDays: integer(),
    /** UTC: the awaited arrival is late from this instant on, unless it comes before; see `lib/model/lateness.ts`. */
    lateAt: instant(),
    /** YYYY-MM-DD: the earliest last free day of the containers at the terminal. */
    freeUntil: text(),
    /** UTC: when that day ends at the terminal, or in UTC if its time zone is unknown. */
    freeTimeEndsAt: instant(),
    progress: json().$type<Progress>().notNull(),
    lastMilestone: text().$type<MilestoneCode>(),
    lastMilestoneAt: instant(),
    nextMilestone: text().$type<MilestoneCode>(),
    nextMilestoneAt: instant(),
    /** UTC: the next milestone is overdue from this instant on unless it is reported before; see `lib/model/lateness.ts`. */
    overdueAt: instant(),
    heldBy: text(),
    archived: boolean().notNull(),
    /** The latest report time, and when the latest report was learned: how current the shipment is. */
    reportedAt: instant().notNull(),
    learnedAt: instant().notNull(),
  },
  (table) => [
    index('shipments_learned_idx').on(table.learnedAt, table.id),
    index('shipments_active_idx')
      .on(table.learnedAt, table.id)
      .where(sql`status not in ('delivered', 'cancelled', 'removed') and not archived`),
    index('shipments_customer_idx').on(sql`(${customerKey}) collate "C"`, table.learnedAt, table.id),
    index('shipments_vessel_idx').on(sql`(${vesselKey}) collate "C"`, table.learnedAt, table.id),
    index('shipments_carrier_idx').on(sql`(${carrierKey}) collate "C"`, table.learnedAt, table.id),
    index('shipments_loading_idx').on(sql`(${portOfLoadingCode}) collate "C"`, table.id),
    index('shipments_discharge_idx').on(sql`(${portOfDischargeCode}) collate "C"`, table.id),
    index('shipments_stage_idx').on(sql`(${stageOrder})`, table.id),
    index('shipments_mode_idx').on(table.mode, table.learnedAt, table.id),
    index('shipments_provider_idx').on(table.provider, table.learnedAt, table.id),
    index('shipments_status_idx').on(table.status, table.learnedAt, table.id),
    index('shipments_eta_idx').on(table.etaAt, table.id),
    index('shipments_status_eta_idx').on(table.status, table.etaAt, table.id),
    index('shipments_awaited_idx')
      .on(table.etaAt, table.id)
      .where(sql`arrived is null and status not in ('delivered', 'cancelled', 'removed')`),
    index('shipments_arrived_idx').on(sql`((arrived->>'at')) collate "C"`, table.id).where(sql`arrived is not null`),
    index('shipments_late_at_idx').on(table.lateAt, table.id).where(sql`late_at is not null`),
    index('shipments_free_idx').on(table.freeUntil, table.id).where(sql`free_until is not null`),
    index('shipments_overdue_at_idx').on(table.overdueAt, table.id).where(sql`overdue_at is not null`),
    index('shipments_held_idx').on(table.statusAt, table.id).where(sql`held_by is not null`),
  ],
);

export const shipmentReferences = pgTable(
  'shipment_references',
  {
    shipmentId: uuid().notNull(),
    type: text().notNull(),
    value: text().notNull(),
    /** The search form: upper case without spaces, dashes, slashes and dots. */
    searchable: text().notNull(),
    eventId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.type, table.value] }),
    index('shipment_references_search_idx').on(table.searchable.op('text_pattern_ops')),
    index('shipment_references_title_idx').on(table.type, sql`(${titleKey}) collate "C"`, table.shipmentId),
  ],
);

export const shipmentParties = pgTable(
  'shipment_parties',
  {
    shipmentId: uuid().notNull(),
    role: text().notNull(),
    /** The provider's id of the party, or its name without an id. */
    party: text().notNull(),
    name: text().notNull(),
    eventId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.role, table.party] }),
    index('shipment_parties_party_idx').on(table.party, table.role, table.shipmentId),
    // Of all roles: the planner takes no statistics from a partial index.
    index('shipment_parties_name_idx').on(sql`(${partyKey}) collate "C"`, table.role, table.shipmentId),
  ],
);

export const legs = pgTable(
  'legs',
  {
    id: uuid().primaryKey(),
    shipmentId: uuid().notNull(),
    externalId: text().notNull(),
    /** Position on the route, from 1; parallel legs follow each other. */
    sequence: smallint().notNull(),
    main: boolean().notNull(),
    mode: text(),
    origin: json().$type<Place>(),
    destination: json().$type<Place>(),
    originRole: text(),
    destinationRole: text(),
    carrierName: text(),
    scac: text(),
    vesselName: text(),
    vesselImo: text(),
    voyage: text(),
    trackingNumber: text(),
  },
  (table) => [index('legs_shipment_idx').on(table.shipmentId, table.sequence)],
);

export const containers = pgTable(
  'containers',
  {
    id: uuid().primaryKey(),
    shipmentId: uuid().notNull(),
    externalId: text().notNull(),
    number: text(),
    /** Whether the number satisfies ISO 6346: form, category and check digit. Null without a number. */
    numberValid: boolean(),
    type: text(),
    size: text(),
    sealNumber: text(),
    lastFreeDay: text(),
    /** Where it is fetched: the port of discharge, or a ramp behind it. */
    terminal: json().$type<Place>(),
    /** When the last free day ends there. */
    freeTimeEndsAt: instant(),
    /** When it was unloaded there, and reported as available. */
    dischargedAt: instant(),
    availableAt: instant(),
    /** When it left that terminal. */
    leftAt: instant(),
    /** When the empty container was returned. */
    returnedAt: instant(),
  },
  (table) => [
    index('containers_shipment_idx').on(table.shipmentId),
    index('containers_number_idx').on(sql`(${containerSearchable}) collate "C"`, table.id),
    index('containers_free_idx').on(table.lastFreeDay, table.id),
    index('containers_left_idx').on(table.leftAt, table.id),
    index('containers_terminal_idx')
      .on(table.lastFreeDay, table.id)
      .where(sql`left_at is null and (discharged_at is not null or available_at is not null)`),
  ],
);

/**
 * Every claim of every milestone. Of the claims of one milestone and classifier at most one is `current`; one that a newer report
 * replaced is `superseded`, one that the source withdrew is `retracted`.
 */
export const milestones = pgTable(
  'milestones',
  {
    shipmentId: uuid().notNull(),
    /** Milestone, classifier and claim, unique within the shipment: `DEPARTED|<leg>|||ACT|2026-03-12T06:30:00.000Z`. */
    id: text().notNull(),
    code: text().$type<MilestoneCode>().notNull(),
    classifier: text().$type<Classifier>().notNull(),
    legId: uuid(),
    containerId: uuid(),
    instance: text(),
    standing: text().$type<'current' | 'superseded' | 'retracted'>().notNull(),
    /** Set for a time that proves nothing: in the future, or years away from when it was learned. */
    flag: text().$type<TimeFlag>(),
    occurredAt: instant().notNull(),
    occurredText: text().notNull(),
    occurredOffset: text(),
    precision: text().$type<'day' | 'time'>().notNull(),
    /** When it was first reported and first learned. */
    reportedAt: instant().notNull(),
    learnedAt: instant().notNull(),
    eventId: uuid().notNull(),
    place: json().$type<Place>(),
    reason: text(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.id] }),
    index('milestones_appointments_idx')
      .on(table.occurredAt, table.shipmentId)
      .where(sql`code = 'APPOINTMENT_SCHEDULED' and standing = 'current'`),
  ],
);

/** Exceptions: holds, delays and alerts, open until a milestone clears them. */
export const exceptions = pgTable(
  'exceptions',
  {
    shipmentId: uuid().notNull(),
    /** The milestone that raised it. */
    id: text().notNull(),
    kind: text().$type<'hold' | 'delay' | 'alert'>().notNull(),
    code: text().$type<MilestoneCode>().notNull(),
    reason: text(),
    raisedAt: instant().notNull(),
    raisedBy: uuid().notNull(),
    clearedAt: instant(),
    clearedBy: uuid(),
    /** As text: `Customs released`, `Arrived USLAX Los Angeles`. */
    clearedReason: text(),
  },
  (table) => [primaryKey({ columns: [table.shipmentId, table.id] })],
);

/** Companies, contacts and locations as their provider describes them. */
export const parties = pgTable(
  'parties',
  {
    id: uuid().primaryKey(),
    provider: text().notNull(),
    externalId: text().notNull(),
    type: text(),
    name: text(),
    status: text(),
    scac: text(),
    mcNumber: text(),
    dotNumber: text(),
    email: text(),
    phone: text(),
    place: json().$type<Place>(),
    reference: text(),
    removed: boolean().notNull(),
    reportedAt: instant().notNull(),
  },
  (table) => [
    index('parties_name_idx').on(sql`(${partySearchable}) collate "C"`, table.id),
    index('parties_type_idx').on(table.type, table.id),
    index('parties_provider_idx').on(table.provider, table.id),
    index('parties_status_idx').on(table.status, table.id),
    index('parties_reported_idx').on(table.reportedAt, table.id),
  ],
);
