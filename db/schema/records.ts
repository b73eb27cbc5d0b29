import { sql } from 'drizzle-orm';
import { boolean, index, integer, json, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import type { Money } from '#lib/model/money.ts';
import type { Place } from '#lib/model/place.ts';
import type { BookingFields, OrderLine, RecordType, StepCode } from '#lib/model/record.ts';
import type { Moment } from '#lib/model/time.ts';
import { instant } from './columns.ts';
import { common, searched } from './record-columns.ts';

type Quantity = { value: string; unit: string };

export const bookings = pgTable(
  'bookings',
  {
    ...common,
    carrierBooking: text(),
    mode: text(),
    incoterm: text(),
    origin: json().$type<Place>(),
    portOfLoading: json().$type<Place>(),
    portOfDischarge: json().$type<Place>(),
    destination: json().$type<Place>(),
    shipper: text(),
    consignee: text(),
    notify: text(),
    cargoReadyOn: text(),
    deliveryOn: text(),
    cargo: text(),
    weight: json().$type<Quantity>(),
    volume: json().$type<Quantity>(),
    pieces: integer(),
    containerCounts: json().$type<BookingFields['containerCounts']>(),
    lcl: boolean(),
    hazardous: boolean(),
    instructions: text(),
    carrier: text(),
    vessel: text(),
    voyage: text(),
    createdAt: json().$type<Moment>(),
    confirmedAt: instant(),
    amendedAt: instant(),
    amendments: smallint().notNull(),
    /** The previous vessel and voyage, if it was rolled. */
    rolledFrom: json().$type<{ vessel: string | null; voyage: string | null }>(),
  },
  (table) => [
    index('bookings_learned_idx').on(table.learnedAt, table.id),
    index('bookings_mode_idx').on(table.mode, table.learnedAt, table.id),
    index('bookings_provider_idx').on(table.provider, table.learnedAt, table.id),
    index('bookings_status_idx').on(table.status, table.learnedAt, table.id),
    index('bookings_ready_idx').on(table.cargoReadyOn, table.id),
    index('bookings_status_ready_idx').on(table.status, table.cargoReadyOn, table.id),
    index('bookings_status_number_idx').on(table.status, searched, table.id),
    index('bookings_search_idx').on(searched, table.id),
  ],
);

export const purchaseOrders = pgTable(
  'purchase_orders',
  {
    ...common,
    buyer: text(),
    seller: text(),
    incoterm: text(),
    mode: text(),
    cargoReadyOn: text(),
    mustArriveOn: text(),
    origin: json().$type<Place>(),
    destination: json().$type<Place>(),
    memo: text(),
    createdAt: json().$type<Moment>(),
    /** Null until its source states lines. */
    lineCount: integer(),
    /** Of all lines that state units; null if none does. */
    units: integer(),
    /** UTC: it is late from this instant on, by its first required delivery date or that of a line; see `lib/model/lateness.ts`. */
    lateAt: instant(),
    /** Units times unit cost over all lines, if all state both, in one currency. */
    value: json().$type<Money>(),
  },
  (table) => [
    index('purchase_orders_learned_idx').on(table.learnedAt, table.id),
    index('purchase_orders_mode_idx').on(table.mode, table.learnedAt, table.id),
    index('purchase_orders_provider_idx').on(table.provider, table.learnedAt, table.id),
    index('purchase_orders_status_idx').on(table.status, table.learnedAt, table.id),
    index('purchase_orders_due_idx').on(table.mustArriveOn, table.id),
    index('purchase_orders_status_due_idx').on(table.status, table.mustArriveOn, table.id),
    index('purchase_orders_status_ready_idx').on(table.status, table.cargoReadyOn, table.id),
    index('purchase_orders_ready_idx').on(table.cargoReadyOn, table.id),
    index('purchase_orders_late_at_idx').on(table.lateAt, table.id).where(sql`status = 'open'`),
    index('purchase_orders_status_number_idx').on(table.status, searched, table.id),
    index('purchase_orders_search_idx').on(searched, table.id),
  ],
);

export const purchaseOrderLines = pgTable(
  'purchase_order_lines',
  {
    purchaseOrderId: uuid().notNull(),
    /** Position in the order, from 1. */
    position: smallint().notNull(),
    number: text(),
    sku: text(),
    product: text(),
    description: text(),
    units: integer(),
    unit: text(),
    unitCost: json().$type<OrderLine['unitCost']>(),
    hsCodes: json().$type<string[]>(),
    countryOfOrigin: text(),
    mustArriveOn: text(),
  },
  (table) => [
    primaryKey({ columns: [table.purchaseOrderId, table.position] }),
    index('purchase_order_lines_sku_idx').on(table.sku),
  ],
);

export const products = pgTable(
  'products',
  {
    ...common,
    sku: text(),
    name: text(),
    description: text(),
    category: text(),
    countryOfOrigin: text(),
    hsCodes: json().$type<string[]>(),
    verified: boolean(),
  },
  (table) => [
    index('products_learned_idx').on(table.learnedAt, table.id),
    index('products_status_idx').on(table.status, table.learnedAt, table.id),
    index('products_provider_idx').on(table.provider, table.learnedAt, table.id),
    index('products_sku_idx').on(table.sku, table.id),
    index('products_search_idx').on(searched, table.id),
  ],
);

export const documents = pgTable(
  'documents',
  {
    ...common,
    type: text().notNull(),
    /** Keys of the required documents that its type satisfies (`lib/model/checklist.ts`). */
    satisfies: text().array().notNull().default([]),
    fileName: text(),
    memo: text(),
    link: text(),
    size: integer(),
    uploadedAt: instant(),
  },
  (table) => [
    index('documents_learned_idx').on(table.learnedAt, table.id),
    index('documents_status_idx').on(table.status, table.learnedAt, table.id),
    index('documents_provider_type_idx').on(table.provider, table.type, table.status),
    index('documents_provider_idx').on(table.provider, table.learnedAt, table.id),
    index('documents_type_idx').on(table.type, table.learnedAt, table.id),
    index('documents_uploaded_idx').on(table.uploadedAt, table.id),
    index('documents_search_idx').on(searched, table.id),
  ],
);

/** The timeline of a record: confirmed, amended, paid, voided. */
export const steps = pgTable(
  'steps',
  {
    recordId: uuid().notNull(),
    /** `CODE|instance`, unique within the record. */
    id: text().notNull(),
    recordType: text().$type<RecordType>().notNull(),
    code: text().$type<StepCode>().notNull(),
    occurredAt: instant().notNull(),
    occurredText: text().notNull(),
    occurredOffset: text(),
    precision: text().$type<'day' | 'time'>().notNull(),
    amount: json().$type<Money>(),
    note: text(),
    reportedAt: instant().notNull(),
    learnedAt: instant().notNull(),
    eventId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.recordId, table.id] })],
);

/** Links from records to shipments. The shipment may not exist yet. */
export const shipmentRecords = pgTable(
  'shipment_records',
  {
    recordId: uuid().notNull(),
    shipmentId: uuid().notNull(),
    recordType: text().$type<RecordType>().notNull(),
    eventId: uuid().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.recordId, table.shipmentId] }),
    index('shipment_records_shipment_idx').on(table.shipmentId, table.recordType),
  ],
);

/** Cargo on shipments and in containers. */
export const shipmentItems = pgTable(
  'shipment_items',
  {
    shipmentId: uuid().notNull(),
    /** `<container>|<position>`; the container is empty for cargo at shipment level. */
    id: text().notNull(),
    containerId: uuid(),
    sku: text(),
    product: text(),
    poNumber: text(),
    /** `poNumber` in its search form. */
    poSearchable: text(),
    units: integer(),
    weight: json().$type<Quantity>(),
    volume: json().$type<Quantity>(),
  },
  (table) => [
    primaryKey({ columns: [table.shipmentId, table.id] }),
    index('shipment_items_sku_idx').on(table.sku),
    index('shipment_items_po_idx').on(table.poSearchable),
  ],
);

/**
 * The texts by which shipments are found, one row for each shipment and each record linked to one: its terms in search form, between
 * line breaks (`lib/model/search.ts`).
 */
export const searchTerms = pgTable(
  'search_terms',
  {
    /** The shipment or the linked record. */
    entityId: uuid().notNull(),
    shipmentId: uuid().notNull(),
    terms: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.entityId, table.shipmentId] }),
    index('search_terms_shipment_idx').on(table.shipmentId),
    // New entries wait in a list that every search reads: a short one.
    index('search_terms_idx').using('gin', table.terms.op('gin_trgm_ops')).with({ gin_pending_list_limit: 512 }),
  ],
);
