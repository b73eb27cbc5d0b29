import type { Place } from '#lib/emulator/world/places.ts';
import type { Product } from '#lib/emulator/world/trade.ts';

/** A booking as the forwarder's system holds it. Instants are epoch milliseconds. */
export type Booking = {
  id: number;
  /** The name by which people know it. */
  number: string;
  status: 'draft' | 'submitted' | 'booked' | 'shipment' | 'archived';
  createdAt: number;
  cargoReady: number;
  deliverBy: number;
  /** Containers by size; empty for loose goods. */
  counts: Record<string, number>;
  origin: Place;
  destination: Place;
  /** The ship that it was confirmed for, or rolled to. */
  vessel: string | null;
  voyage: string | null;
  instructions: string | null;
};

export type OrderLine = {
  id: number;
  product: Product;
  units: number;
  /** What one unit costs. */
  cents: number;
  mustArrive: number;
};

/** A purchase order. */
export type Order = {
  id: number;
  number: string;
  status: 'open' | 'closed' | 'cancelled';
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  cargoReady: number;
  mustArrive: number;
  memo: string;
  lines: OrderLine[];
  /** False where another shipment's life tells of it: an order that goes in several shipments. */
  mine: boolean;
  /** In how many shipments it goes. */
  parts: number;
};

/** What of an order's line goes in this shipment, and in which of its containers. */
export type Goods = { order: Order; line: OrderLine; cartons: number; box: number };

/** What a seller asks of the buyer for the goods of one order, as customs wants to see it. */
export type CommercialInvoice = { id: string; number: string; issuedAt: number; order: Order; goods: readonly Goods[] };

/** How much there is of some goods. */
export function measure(goods: readonly Goods[]) {
  const sum = (of: (one: Goods) => number) => goods.reduce((total, one) => total + of(one), 0);
  return {
    cartons: sum(({ cartons }) => cartons),
    units: sum(({ cartons, line }) => cartons * line.product.units),
    kg: sum(({ cartons, line }) => cartons * line.product.kg),
    cbm: sum(({ cartons, line }) => cartons * line.product.cbm),
    cents: sum(({ cartons, line }) => cartons * line.product.units * line.cents),
  };
}
