import type { State } from '#lib/emulator/api/state.ts';
import {
  bookedLine,
  bookedLines,
  bookingObject,
  orderLine,
  orderObject,
} from '#lib/emulator/flexport/commercial-objects.ts';
import type { Json } from '#lib/emulator/flexport/parts.ts';
import type { Order, OrderLine } from '#lib/emulator/world/commercial-records.ts';
import type { Freight } from '#lib/emulator/world/freight.ts';
import { Collection, type Listing } from './collection.ts';
import { equal, exists, type Filters, same, times } from './filters.ts';
import type { WriteEndpoints } from './write-endpoints.ts';

type OrderRow = { freight: Freight; order: Order };
type LineRow = { order: Order; line: OrderLine; show: () => Json };
type BookingRow = { id: number; object: () => Json; shipment: number | null; createdAt: number };
type BookingLineRow = { id: number; booking: number; line: OrderLine; order: number; show: () => Json };

const ordersOf = (state: State): OrderRow[] =>
  state.freights().flatMap((freight) => freight.filed.orders.map((order) => ({ freight, order })));

function purchaseOrders(state: State): Collection<OrderRow> {
  const inShipment: Filters<OrderRow> = {
    'f.shipment.id': {
      pick: (value, index) => (state.freight(value)?.orders ?? []).flatMap(({ id }) => index.find(String(id)) ?? []),
    },
  };
  return new Collection(state, {
    path: '/purchase_orders',
    all: () => ordersOf(state),
    id: ({ order }) => order.id,
    show: ({ freight, order }) => orderObject(freight, order),
    filters: {
      ...inShipment,
      ...times('f.updated_at', ({ order }) => order.updatedAt),
      ...times('f.created_at', ({ order }) => order.createdAt),
      ...equal('f.status', ({ order }) => order.status),
      ...same('f.name', ({ order }) => order.number),
      ...exists('f.archived_at', ({ order }) => order.archivedAt !== null),
      ...equal('f.role', () => 'buyer'),
    },
  });
}

function orderLines(state: State): Collection<LineRow> {
  const linesOf = ({ order }: OrderRow) =>
    order.lines.map((line, i): LineRow => ({ order, line, show: () => orderLine(order, line, i) }));
  return new Collection(state, {
    path: '/purchase_order_line_items',
    all: () => ordersOf(state).flatMap(linesOf),
    id: ({ line }) => line.id,
    show: ({ show }) => show(),
    filters: same('f.purchase_order.id', ({ order }) => order.id),
  });
}

function bookingOf(freight: Freight): BookingRow[] {
  const { booking, filed, opened } = freight;
  if (!filed.booking) return [];
  const shipment = opened ? freight.id : null;
  return [{ id: booking.id, object: () => bookingObject(freight), shipment, createdAt: booking.createdAt }];
}

function clientBooking(object: Json): BookingRow {
  return {
    id: Number(object.id),
    object: () => object,
    shipment: null,
    createdAt: Date.parse(String(object.created_at)),
  };
}

const readyOn = (row: BookingRow) => String(row.object().cargo_ready_date);

function bookings(state: State, writes: WriteEndpoints): Collection<BookingRow> {
  return new Collection(state, {
    path: '/bookings',
    all: () => [...state.freights().flatMap(bookingOf), ...writes.bookings.map(clientBooking)],
    id: ({ id }) => id,
    show: (row) => row.object(),
    filters: {
      ...same('f.shipment.id', ({ shipment }) => shipment),
      ...equal('f.status', ({ object }) => object().status),
      ...equal('f.name', ({ object }) => object().name),
      ...equal('f.shipper_entity_ref', ({ object }) => (object().shipper_entity as Json).ref),
      ...equal('f.consignee_entity_ref', ({ object }) => (object().consignee_entity as Json).ref),
      ...times('f.created_at', ({ createdAt }) => createdAt),
      ...equal('f.cargo_ready_date', readyOn),
      ...times('f.cargo_ready_date', (row) => Date.parse(readyOn(row))),
    },
    sorts: { created_at: ({ createdAt }) => createdAt, cargo_ready_date: readyOn },
  });
}

function bookingLines(state: State): Collection<BookingLineRow> {
  const linesOf = (freight: Freight) =>
    bookedLines(freight).map((booked, i): BookingLineRow => {
      const { line, parts } = booked;
      const ids = { id: freight.booking.id * 100 + i, booking: freight.booking.id, order: parts[0]?.order.id ?? 0 };
      return { ...ids, line, show: () => bookedLine(freight, booked, i) };
    });
  const requested = () => state.freights().filter(({ filed }) => filed.booking);
  return new Collection(state, {
    path: '/booking_line_items',
    all: () => requested().flatMap(linesOf),
    id: ({ id }) => id,
    show: ({ show }) => show(),
    filters: {
      ...same('f.booking.id', ({ booking }) => booking),
      ...same('f.purchase_order.id', ({ order }) => order),
      ...same('f.purchase_order_line_item.id', ({ line }) => line.id),
    },
  });
}

/** Purchase orders and bookings. */
export function orders(state: State, writes: WriteEndpoints): Listing[] {
  return [purchaseOrders(state), orderLines(state), bookings(state, writes), bookingLines(state)];
}
