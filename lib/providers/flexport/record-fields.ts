import type { Money } from '#lib/model/money.ts';
import { type Place, parseUnlocode } from '#lib/model/place.ts';
import type {
  BookingFields,
  DocumentFields,
  InvoiceFields,
  ProductFields,
  PurchaseOrderFields,
} from '#lib/model/record.ts';
import type { Item } from '#lib/model/shipment.ts';
import { modeOf } from './mode.ts';
import { placeOf } from './place.ts';
import { momentOf, stated } from './read.ts';
import type { Booking, Commercial, Document, Goods, Invoice, Order } from './record-schema.ts';
import type { ShipmentItem } from './schema-parts.ts';

/** What the provider's words for a booking mean; `shipment` is one that has become a shipment. */
const BOOKING = new Map<string, NonNullable<BookingFields['status']>>([
  ['draft', 'draft'],
  ['submitted', 'submitted'],
  ['booked', 'confirmed'],
  ['confirmed', 'confirmed'],
  ['shipment', 'shipped'],
  ['cancelled', 'cancelled'],
  ['archived', 'archived'],
]);
const ORDER = new Map<string, NonNullable<PurchaseOrderFields['status']>>([
  ['open', 'open'],
  ['closed', 'closed'],
  ['cancelled', 'cancelled'],
  ['archived', 'archived'],
]);
/** Past due is what a due date makes of it, and no state of its own here. */
const INVOICE = new Map<string, NonNullable<InvoiceFields['status']>>([
  ['outstanding', 'outstanding'],
  ['past_due', 'outstanding'],
  ['void', 'void'],
  ['paid', 'paid'],
  ['payment_pending', 'payment_pending'],
]);

export function bookingFields(booking: Booking): BookingFields {
  const { cargo, metadata: noted } = booking;
  const booked = booking.ocean_booking ?? booking.air_booking ?? booking.trucking_booking;
  return stated<BookingFields>({
    number: booking.name ?? booking.flex_id,
    carrierBooking: noted?.carrier_booking_number[0],
    status: BOOKING.get(booking.status ?? ''),
    mode: modeOf(booking.transportation_mode),
    incoterm: booked?.incoterm,
    origin: addressPlace(booking.origin_address),
    portOfLoading: portPlace(booked?.origin_port),
    portOfDischarge: portPlace(booked?.destination_port),
    destination: addressPlace(booking.destination_address),
    shipper: booking.shipper_entity?.name,
    consignee: booking.consignee_entity?.name,
    notify: booking.notify_party,
    cargoReadyOn: dayOf(booking.cargo_ready_date),
    deliveryOn: dayOf(booking.delivery_date),
    cargo: booked?.product_descriptions.join(', ') || undefined,
    weight: quantityOf(cargo?.weight),
    volume: quantityOf(cargo?.volume),
    containerCounts: countsOf(booked?.container_counts),
    lcl: booked?.is_lcl,
    hazardous: cargo?.contains_hazmat,
    instructions: booking.special_instructions,
    carrier: noted?.carrier[0],
    vessel: noted?.vessel[0],
    voyage: noted?.voyage[0],
    createdAt: momentOf(booking.created_at) ?? undefined,
  });
}

/** Lines that are only linked to are not stated; an order that came with an empty list has none. */
export function orderFields(order: Order): PurchaseOrderFields {
  const lines = order.line_items.map((line) =>
    stated({
      number: line.line_item_number,
      sku: line.product?.sku ?? line.item_key,
      product: line.product?.name,
      units: line.units,
      unit: line.unit_of_measure,
      unitCost: line.unit_cost,
      hsCodes: line.hs_codes.length > 0 ? line.hs_codes : undefined,
      countryOfOrigin: line.product?.country_of_origin,
      mustArriveOn: dayOf(line.must_arrive_date),
    }),
  );
  return stated<PurchaseOrderFields>({
    number: order.name,
    status: order.archived_at ? 'archived' : ORDER.get(order.status ?? ''),
    buyer: order.buyer?.name,
    seller: order.seller?.name,
    incoterm: order.incoterm,
    mode: modeOf(order.transportation_mode),
    cargoReadyOn: dayOf(order.cargo_ready_date),
    mustArriveOn: dayOf(order.must_arrive_date),
    origin: portPlace(order.origin_port) ?? addressPlace(order.origin_address),
    destination: portPlace(order.destination_port) ?? addressPlace(order.destination_address),
    memo: order.memo,
    createdAt: momentOf(order.created_at) ?? undefined,
    lines: lines.length > 0 ? lines : undefined,
  });
}

export function productFields(product: Goods): ProductFields {
  const codes = [...product.classifications.flatMap((one) => one.codes), ...product.hs_codes];
  return stated<ProductFields>({
    name: product.name,
    sku: product.sku,
    description: product.description,
    category: product.product_category,
    countryOfOrigin: product.country_of_origin,
    hsCodes: codes.length > 0 ? [...new Set(codes)] : undefined,
    verified: product.client_verified,
    archived: product.archived_at === undefined ? undefined : true,
  });
}

export function invoiceFields(invoice: Invoice): InvoiceFields {
  const lines = invoice.items.map((line) =>
    stated({
      name: line.name ?? line.slug ?? 'Charge',
      category: line.category,
      amount: line.amount,
      rate: line.rate,
      quantity: line.quantity,
    }),
  );
  const credits = invoice.credit_memos.flatMap(({ amount, reason, credited_at: at }) =>
    amount ? [stated({ amount, reason, at })] : [],
  );
  return stated<InvoiceFields>({
    number: invoice.name,
    kind: 'freight',
    status: INVOICE.get(invoice.status ?? ''),
    issuer: invoice.issuer?.name,
    recipient: invoice.recipient?.name,
    issuedAt: momentOf(invoice.issued_at) ?? undefined,
    dueOn: dayOf(invoice.due_date),
    total: invoice.total,
    balance: invoice.balance,
    lines: lines.length > 0 ? lines : undefined,
    credits: credits.length > 0 ? credits : undefined,
    notes: invoice.notes.join('\n') || undefined,
  });
}

export function commercialFields(invoice: Commercial): InvoiceFields {
  const partyOf = (role: string) => {
    const party = invoice.involved_parties.find((one) => one.role === role);
    return party?.company_entity?.name ?? party?.name;
  };
  const lines = invoice.line_items.map((line) =>
    stated({
      name: line.product?.name ?? line.product?.sku ?? 'Goods',
      amount: line.value,
      quantity: line.total_units,
      rate: line.price_per_unit,
      sku: line.product?.sku,
      poNumber: line.purchase_order_number,
      container: line.container_number,
    }),
  );
  return stated<InvoiceFields>({
    number: invoice.invoice_number,
    kind: 'commercial',
    issuer: partyOf('seller'),
    recipient: partyOf('buyer'),
    issuedAt: momentOf(invoice.invoice_date) ?? undefined,
    incoterm: invoice.incoterm,
    total: invoice.total_value as Money | undefined,
    lines: lines.length > 0 ? lines : undefined,
  });
}

export function documentFields(document: Document): DocumentFields {
  return stated<DocumentFields>({
    type: document.document_type,
    fileName: document.file_name,
    memo: document.memo,
    link: document.file_link,
    size: document.file_metadata?.size,
    uploadedAt: momentOf(document.file_metadata?.uploaded_at) ?? undefined,
    archived: document.archived_at === undefined ? undefined : true,
  });
}

/** Goods as they are listed; undefined where none are, which they are not before the papers were read. */
export function itemsOf(items: readonly ShipmentItem[]): Item[] | undefined {
  const found = items.map((one) =>
    stated<Item>({
      sku: one.product?.sku,
      product: one.product?.name,
      poNumber: one.purchase_order_number,
      units: one.total_units,
      weight: quantityOf(one.total_weight),
      volume: quantityOf(one.total_volume),
    }),
  );
  return found.length > 0 ? found : undefined;
}

type Quantity = { value?: string | undefined; unit?: string | undefined } | undefined;

function quantityOf(quantity: Quantity): { value: string; unit: string } | undefined {
  const { value, unit } = quantity ?? {};
  return value === undefined || unit === undefined || Number(value) <= 0 ? undefined : { value, unit };
}

function countsOf(counts: Record<string, number | undefined> = {}): Record<string, number> | undefined {
  const found = Object.entries(counts).flatMap(([size, count]) => (count ? [[size, count] as const] : []));
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

function dayOf(date: string | null | undefined): string | undefined {
  return date && momentOf(date) ? date.slice(0, 10) : undefined;
}

type Port = { port_code?: string | undefined } & NonNullable<Parameters<typeof placeOf>[0]>['place'];

function portPlace(port: Port | undefined): Place | undefined {
  if (!port) return undefined;
  const found = placeOf({ tags: [], place: port, terminal: undefined });
  const unlocode = found?.unlocode ?? parseUnlocode(port.port_code);
  const name = found?.name ?? unlocode;
  return name
    ? { name, country: found?.country ?? unlocode?.slice(0, 2) ?? null, unlocode, timeZone: found?.timeZone ?? null }
    : undefined;
}

function addressPlace(address: NonNullable<Port>['address']): Place | undefined {
  return address
    ? placeOf({ tags: [], place: { name: address.city, address, details: [] }, terminal: undefined })
    : undefined;
}
