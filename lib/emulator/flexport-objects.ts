import { API, collection, company, type Json, money, nodeObject, ref, shipmentRef, zoned } from './flexport-parts.ts';
import { shipmentDates } from './flexport-shipment.ts';
import type { Box, BoxLeg, Freight, FreightDocument, FreightInvoice, Leg } from './freight.ts';
import { dayInZone, utc } from './local-time.ts';

function subLeg(leg: Leg): Json {
  const boxes = collection('/ocean/shipment_container_leg', '/ocean/shipment_container_legs', `f.leg.id=${leg.id}`);
  if (leg.mode === 'rail') return { rail_leg: { _object: '/rail/shipment_leg', container_legs: boxes } };
  if (leg.mode === 'air') {
    const codes = { iata_code: leg.airline?.iata ?? null, icao_code: leg.airline?.icao ?? null };
    return { air_leg: { _object: '/air/shipment_leg', ...codes, flight_number: leg.voyage, pieces: null } };
  }
  if (leg.mode === 'truck') {
    const none = { tracking_number: null, service_type: leg.service, pieces: null, container_legs: null };
    return { trucking_leg: { _object: '/trucking/shipment_leg', ...none } };
  }
  const vessel = { vessel_name: leg.vessel?.name ?? null, vessel_imo: leg.vessel?.imo ?? null };
  const ocean = { scac_code: leg.carrier?.scac ?? null, ...vessel, voyage_number: leg.voyage, container_legs: boxes };
  return { ocean_leg: { _object: '/ocean/shipment_leg', ...ocean } };
}

export function legObject(freight: Freight, leg: Leg): Json {
  const ready = dayInZone(freight.cargoReady, leg.from.place.zone);
  return {
    _object: '/shipment_leg',
    id: leg.id,
    shipment: shipmentRef(freight.id),
    transportation_mode: leg.mode,
    carrier_name: leg.carrier?.name ?? leg.airline?.name ?? leg.haulier?.name ?? null,
    estimated_departure_date: zoned(leg.etd, leg.from),
    actual_departure_date: zoned(leg.atd, leg.from),
    estimated_arrival_date: zoned(leg.eta, leg.to),
    actual_arrival_date: zoned(leg.ata, leg.to),
    cargo_ready_date: ready,
    additional_dates: { cargo_ready_date: ready, ...leg.dates },
    origin: nodeObject(leg.from),
    destination: nodeObject(leg.to),
    ...subLeg(leg),
  };
}

export function boxObject(freight: Freight, box: Box): Json {
  const dates = shipmentDates(freight);
  const legs = collection(
    '/ocean/shipment_container_leg',
    '/ocean/shipment_container_legs',
    `f.shipment_container.id=${box.id}`,
  );
  const terminal = freight.legs.at(-1)?.from;
  return {
    _object: '/ocean/shipment_container',
    id: box.id,
    container_number: box.number,
    container_type: box.type,
    container_size: box.size,
    seal_number: box.seal,
    estimated_departure_date: dates.estimated_departure_date,
    actual_departure_date: dates.actual_departure_date,
    estimated_arrival_date: dates.estimated_arrival_date,
    actual_arrival_date: dates.actual_arrival_date,
    estimated_pickup_date: dates.estimated_picked_up_in_full_date,
    actual_pickup_date: dates.actual_picked_up_in_full_date,
    estimated_delivery_date: dates.estimated_delivered_in_full_date,
    actual_delivery_date: dates.actual_delivered_in_full_date,
    last_free_day_date: box.lastFreeDay === null ? null : utc(box.lastFreeDay),
    available_for_pickup_date: zoned(box.available, terminal),
    estimated_available_for_pickup_date: zoned(box.estimatedAvailable, terminal),
    empty_returned_date:
      box.emptyReturned === null || !terminal ? null : dayInZone(box.emptyReturned, terminal.place.zone),
    cargo_ready_date: dates.cargo_ready_date,
    shipment: shipmentRef(freight.id),
    container_legs: legs,
    items: [],
    metadata: {},
  };
}

export function partObject(box: Box, part: BoxLeg): Json {
  const dates: Json = {};
  if (part.loaded !== null) dates.actual_loaded_on_board_date = utc(part.loaded);
  if (part.discharged !== null) dates.actual_discharge_date = utc(part.discharged);
  return {
    _object: '/ocean/shipment_container_leg',
    id: part.id,
    shipment_container: ref('/ocean/shipment_container', '/ocean/shipment_containers', box.id),
    leg: ref('/shipment_leg', '/shipment_legs', part.leg.id),
    dates,
  };
}

export function invoiceObject(freight: Freight, invoice: FreightInvoice): Json {
  const total = invoice.lines.reduce((sum, line) => sum + line.cents, 0);
  const open = invoice.status === 'void' ? 0 : Math.max(0, total - invoice.creditCents - invoice.paidCents);
  const credited = { amount: money(invoice.creditCents), category: 'freight', reason: 'Rate correction' };
  return {
    _object: '/invoice',
    id: invoice.id,
    name: invoice.name,
    issued_at: utc(invoice.issuedAt),
    due_date: utc(invoice.dueAt).slice(0, 10),
    total: money(total),
    balance: money(open),
    status: invoice.status,
    type: 'Shipment',
    voided_at: invoice.voidedAt === null ? null : utc(invoice.voidedAt),
    last_updated_at: invoice.updatedAt === null ? null : utc(invoice.updatedAt),
    recipient: company(freight.consignee),
    issuer: company({ name: 'Flexport International', ref: 'FLEXPORT', city: 'San Francisco', country: 'US' }),
    items: invoice.lines.map(({ name, slug, category, cents }) => ({
      _object: '/invoice_item',
      name,
      slug,
      category,
      amount: money(cents),
      rate: money(cents),
      quantity: 1,
    })),
    credit_memos: invoice.creditCents > 0 ? [{ _object: '/credit_memo', ...credited }] : [],
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

export function orderObject(freight: Freight): Json {
  return {
    _object: '/purchase_order',
    id: freight.id * 3,
    name: freight.poNumber,
    status: 'open',
    buyer: company(freight.consignee),
    seller: company(freight.shipper),
    incoterm: freight.incoterm,
    transportation_mode: freight.mode,
    cargo_ready_date: utc(freight.cargoReady).slice(0, 10),
    must_arrive_date: null,
    memo: '',
    created_at: utc(freight.createdAt),
    updated_at: utc(freight.updatedAt),
    archived_at: null,
    line_items: collection(
      '/purchase_order_line_item',
      '/purchase_order_line_items',
      `f.purchase_order.id=${freight.id * 3}`,
    ),
    metadata: {},
  };
}
