import { type CommercialInvoice, type Goods, measure } from '#lib/emulator/world/commercial-records.ts';
import type { Freight, FreightDocument, FreightInvoice } from '#lib/emulator/world/freight.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import { API, collection, company, type Json, money, quantity, shipmentRef } from './parts.ts';
import { productRef } from './product.ts';

/** The forwarder invoices its clients in their own currency. */
const CURRENCIES: Readonly<Record<string, string>> = {
  CA: 'CAD',
  GB: 'GBP',
  ...Object.fromEntries(['NL', 'DE', 'FR', 'ES', 'IT', 'BE', 'LU'].map((country) => [country, 'EUR'])),
};

export function invoiceObject(freight: Freight, invoice: FreightInvoice): Json {
  const { totalCents, creditCents, paidCents } = invoice;
  const currency = CURRENCIES[freight.consignee.country] ?? 'USD';
  const amountOf = (cents: number) => money(cents, currency);
  const open = invoice.status === 'void' ? 0 : Math.max(0, totalCents - creditCents - paidCents);
  const credited = { amount: amountOf(creditCents), category: 'freight', reason: 'Rate correction' };
  return {
    _object: '/invoice',
    id: invoice.id,
    name: invoice.name,
    issued_at: utc(invoice.issuedAt),
    due_date: utc(invoice.dueAt).slice(0, 10),
    total: amountOf(totalCents),
    balance: amountOf(open),
    status: invoice.status,
    type: 'Shipment',
    voided_at: invoice.voidedAt === null ? null : utc(invoice.voidedAt),
    last_updated_at: invoice.updatedAt === null ? null : utc(invoice.updatedAt),
    recipient: company(freight.consignee),
    issuer: company({ name: 'Flexport International', ref: 'FLEXPORT', city: 'San Francisco', country: 'US' }),
    items: invoice.lines.map(({ name, slug, category, cents, rateCents, quantity }) => ({
      _object: '/invoice_item',
      name,
      slug,
      category,
      amount: amountOf(cents),
      rate: amountOf(rateCents),
      quantity,
    })),
    credit_memos: creditCents > 0 ? [{ _object: '/credit_memo', ...credited }] : [],
    notes: [],
    shipments: collection('/shipment', '/shipments', `f.id=${freight.id}`),
  };
}

export function documentObject(freight: Freight, document: FreightDocument): Json {
  const file = { _object: '/file_metadata', size: document.size, uploaded_at: utc(document.uploadedAt) };
  return {
    _object: '/document',
    id: document.id,
    document_type: document.type,
    file_name: document.fileName,
    memo: null,
    file_link: `${API}/documents/${document.id}/download`,
    archived_at: null,
    file_metadata: file,
    shipment: shipmentRef(freight.id),
  };
}

function commercialLine({ containers }: Freight, one: Goods, i: number): Json {
  const { line, order } = one;
  const { units, cents, kg, cbm } = measure([one]);
  return {
    _object: '/commercial_invoice_line_item',
    document_line_number: String(i + 1),
    product: productRef(line.product),
    total_units: units,
    price_per_unit: money(line.cents),
    value: money(cents),
    net_value: money(cents),
    first_sale_value: null,
    weight: quantity('weight', kg, 'kg'),
    volume: quantity('volume', cbm, 'cbm'),
    container_number: containers[one.container]?.number ?? null,
    purchase_order_number: order.number,
    manufacturer_name: line.product.supplier.name,
    hs_codes: [line.product.hs],
  };
}

export function commercialObject(freight: Freight, { id, number, issuedAt, goods }: CommercialInvoice): Json {
  const { kg, cbm, units, cents } = measure(goods);
  return {
    _object: '/commercial_invoice',
    id,
    invoice_number: number,
    invoice_date: utc(issuedAt).slice(0, 10),
    incoterm: freight.incoterm,
    total_value: money(cents),
    total_unit_count: String(units),
    total_weight: quantity('weight', kg, 'kg'),
    total_volume: quantity('volume', cbm, 'cbm'),
    is_related_parties: false,
    involved_parties: [
      { _object: '/involved_party', role: 'seller', company_entity: company(freight.shipper) },
      { _object: '/involved_party', role: 'buyer', company_entity: company(freight.consignee) },
    ],
    manufacturer_addresses: [],
    shipment: shipmentRef(freight.id),
    line_items: goods.map((one, i) => commercialLine(freight, one, i)),
  };
}
