import { type Goods, measure, type Order, type OrderLine } from '#lib/emulator/world/commercial-records.ts';
import type { Freight } from '#lib/emulator/world/freight.ts';
import { utc } from '#lib/emulator/world/local-time.ts';
import type { Place } from '#lib/emulator/world/places.ts';
import { address, collection, company, type Json, list, money, quantity, ref, shipmentRef } from './parts.ts';
import { productRef } from './product.ts';

const day = (at: number) => utc(at).slice(0, 10);
const portOf = ({ code, name, kind }: Place): Json => ({
  _object: kind === 'airport' ? '/air/port' : '/ocean/port',
  name,
  port_code: code,
});

export function orderLine({ id }: Order, line: OrderLine, i: number): Json {
  const { product, units, cents, mustArrive } = line;
  return {
    _object: '/purchase_order_line_item',
    id: line.id,
    purchase_order: ref('/purchase_order', '/purchase_orders', id),
    line_item_number: String(i + 1),
    item_key: `${id}-${i + 1}`,
    product: { ...productRef(product), country_of_origin: product.supplier.country },
    units,
    unit_of_measure: 'EA',
    unit_cost: money(cents),
    must_arrive_date: day(mustArrive),
    hs_codes: [product.hs],
    booking_line_items: collection(
      '/booking_line_item',
      '/booking_line_items',
      `f.purchase_order_line_item.id=${line.id}`,
    ),
  };
}

export function orderObject(freight: Freight, order: Order): Json {
  const [from, to] = [freight.booking.origin, freight.booking.destination];
  return {
    _object: '/purchase_order',
    id: order.id,
    name: order.number,
    status: order.status,
    buyer: company(freight.consignee),
    seller: company(freight.shipper),
    incoterm: freight.incoterm,
    transportation_mode: freight.mode,
    cargo_ready_date: day(order.cargoReady),
    must_arrive_date: day(order.mustArrive),
    origin_port: portOf(from),
    destination_port: portOf(to),
    origin_address: null,
    destination_address: address(to),
    memo: order.memo,
    created_at: utc(order.createdAt),
    updated_at: utc(order.updatedAt),
    archived_at: order.archivedAt === null ? null : utc(order.archivedAt),
    line_items: list(order.lines.map((line, i) => orderLine(order, line, i))),
    metadata: {},
  };
}

/** The booked part of an order line. */
export type BookedLine = { line: OrderLine; parts: Goods[] };

/** The same line in two containers is one line of the booking. */
export function bookedLines({ goods }: Freight): BookedLine[] {
  return [...Map.groupBy(goods, ({ line }) => line)].map(([line, parts]) => ({ line, parts }));
}

export function bookedLine({ booking }: Freight, { line, parts }: BookedLine, i: number): Json {
  const order = parts[0]?.order;
  return {
    _object: '/booking_line_item',
    id: booking.id * 100 + i,
    booking: ref('/booking', '/bookings', booking.id),
    purchase_order_line_item: {
      _object: '/purchase_order_line_item',
      id: line.id,
      purchase_order: { ...ref('/purchase_order', '/purchase_orders', order?.id ?? 0), name: order?.number },
      product: productRef(line.product),
    },
    units: measure(parts).units,
  };
}

function bookedMode(freight: Freight): Json {
  const { mode, lcl, incoterm, booking } = freight;
  const none = { twenty_ft: 0, forty_ft: 0, forty_ft_hc: 0, forty_five_ft_hc: 0 };
  const products = [...new Set(freight.goods.map(({ line }) => line.product.name))];
  const common = { incoterm, wants_pickup_service: true, wants_delivery_service: true, product_descriptions: products };
  const ports = { origin_port: portOf(booking.origin), destination_port: portOf(booking.destination) };
  if (mode === 'air') return { air_booking: { _object: '/air/booking', ...common, ...ports }, ocean_booking: null };
  const counts = { _object: '/ocean/booking_container_counts', ...none, ...booking.counts };
  const ocean = { _object: '/ocean/booking', is_lcl: lcl, container_counts: counts, ...common, ...ports };
  return { ocean_booking: ocean, air_booking: null };
}

export function bookingObject(freight: Freight): Json {
  const { booking, opened, goods, mode } = freight;
  const { kg, cbm, cartons } = measure(goods);
  const [door, home] = [freight.legs[0]?.from.place, freight.legs.at(-1)?.to.place];
  const hazards = { contains_hazmat: false, contains_lithium_batteries: false };
  const carrier = freight.legs.find((leg) => leg.mode === mode)?.carrier;
  const ship = booking.vessel === null ? {} : { vessel: [booking.vessel], voyage: [booking.voyage ?? ''] };
  return {
    _object: '/booking',
    id: booking.id,
    name: booking.number,
    flex_id: opened ? `FLEX-${freight.id}` : null,
    shipment: opened ? shipmentRef(freight.id) : null,
    status: booking.status,
    shipper_entity: company(freight.shipper),
    consignee_entity: company(freight.consignee),
    notify_party: freight.priority === 'high' ? 'Same as consignee, and the broker' : '',
    transportation_mode: mode,
    ...bookedMode(freight),
    trucking_booking: null,
    origin_address: door ? address(door) : null,
    destination_address: home ? address(home) : null,
    cargo_ready_date: day(booking.cargoReady),
    delivery_date: day(booking.deliverBy),
    wants_export_customs_service: false,
    wants_import_customs_service: true,
    cargo: {
      _object: '/cargo',
      weight: quantity('weight', kg, 'kg'),
      volume: quantity('volume', cbm, 'cbm'),
      shipping_units: [{ _object: '/shipping_unit', type: 'carton', count: cartons }],
      ...hazards,
    },
    special_instructions: booking.instructions,
    booking_line_items: list(bookedLines(freight).map((line, i) => bookedLine(freight, line, i))),
    created_at: utc(booking.createdAt),
    metadata: carrier && booking.vessel !== null ? { carrier: [carrier.name], scac: [carrier.scac], ...ship } : {},
  };
}
