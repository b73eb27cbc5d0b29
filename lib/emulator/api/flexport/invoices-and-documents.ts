import type { State } from '#lib/emulator/api/state.ts';
import { commercialObject, documentObject, invoiceObject } from '#lib/emulator/flexport/billing.ts';
import { customsId, customsObject, customsOf } from '#lib/emulator/flexport/customs.ts';
import { company } from '#lib/emulator/flexport/parts.ts';
import type { CommercialInvoice } from '#lib/emulator/world/commercial-records.ts';
import type { Customs, Freight, FreightDocument, FreightInvoice } from '#lib/emulator/world/freight.ts';
import { Collection, type Listing } from './collection.ts';
import { equal, exists, same, times } from './filters.ts';

type InvoiceRow = { freight: Freight; invoice: FreightInvoice };
type DocumentRow = { freight: Freight; document: FreightDocument };
type CommercialRow = { freight: Freight; invoice: CommercialInvoice };
type CustomsRow = { id: string; freight: Freight; entry: Customs };

const ofShipment = <Row extends { freight: Freight }>() => same<Row>('f.shipment.id', ({ freight }) => freight.id);

function invoices(state: State): Collection<InvoiceRow> {
  return new Collection(state, {
    path: '/invoices',
    all: () => state.freights().flatMap((freight) => freight.invoices.map((invoice) => ({ freight, invoice }))),
    id: ({ invoice }) => invoice.id,
    show: ({ freight, invoice }) => invoiceObject(freight, invoice),
    filters: {
      ...ofShipment(),
      ...times('f.last_updated_at', ({ invoice }) => invoice.updatedAt),
      ...times('f.issued_at', ({ invoice }) => invoice.issuedAt),
      ...equal('f.status', ({ invoice }) => invoice.status),
      ...equal('f.name', ({ invoice }) => invoice.name),
      ...equal('f.entity.id', ({ freight }) => company(freight.consignee).id),
      ...equal('f.entity.ref', ({ freight }) => freight.consignee.ref),
      ...equal('f.billed_directly_to_client', () => false),
    },
    sorts: { due_date: ({ invoice }) => invoice.dueAt },
  });
}

function commercialInvoices(state: State): Collection<CommercialRow> {
  return new Collection(state, {
    path: '/commercial_invoices',
    all: () => state.freights().flatMap((freight) => freight.filed.commercial.map((invoice) => ({ freight, invoice }))),
    id: ({ invoice }) => invoice.id,
    show: ({ freight, invoice }) => commercialObject(freight, invoice),
    filters: {
      ...ofShipment(),
      ...equal('f.invoice_number', ({ invoice }) => invoice.number),
      ...equal('f.involved_party_seller_id', ({ freight }) => company(freight.shipper).id),
      ...equal('f.involved_party_seller_ref', ({ freight }) => freight.shipper.ref),
    },
  });
}

function documents(state: State): Collection<DocumentRow> {
  return new Collection(state, {
    path: '/documents',
    all: () =>
      state.freights().flatMap((freight) => freight.filed.documents.map((document) => ({ freight, document }))),
    id: ({ document }) => document.id,
    show: ({ freight, document }) => documentObject(freight, document),
    filters: {
      ...ofShipment(),
      ...times('f.uploaded_at', ({ document }) => document.uploadedAt, ['gt', 'gte', 'lt', 'lte']),
      ...equal('f.document_type', ({ document }) => document.type),
      ...exists('f.archived_at', () => false),
    },
  });
}

function customsEntries(state: State): Collection<CustomsRow> {
  const entriesOf = (freight: Freight): CustomsRow[] => {
    const entry = customsOf(freight);
    return entry ? [{ id: customsId(freight), freight, entry }] : [];
  };
  return new Collection(state, {
    path: '/customs_entries',
    all: () => state.freights().flatMap(entriesOf),
    id: ({ id }) => id,
    show: ({ freight, entry }) => customsObject(freight, entry),
    filters: ofShipment(),
  });
}

/** Documents and invoices of shipments. */
export function invoicesAndDocuments(state: State): Listing[] {
  return [invoices(state), commercialInvoices(state), documents(state), customsEntries(state)];
}
