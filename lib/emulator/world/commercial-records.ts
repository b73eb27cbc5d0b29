import type { Place } from '#lib/emulator/world/places.ts';
import type { Product } from '#lib/emulator/world/trade.ts';

/** A booking in the forwarder's system. Instants are epoch milliseconds. */
export type Booking = {
  id: number;
  /** The number shown to users. */
  number: string;
  status: 'draft' | 'submitted' | 'booked' | 'shipment' | 'archived';
  createdAt: number;
  cargoReady: number;
  deliverBy: number;
  /** Containers by size; empty for loose goods. */
  counts: Record<string, number>;
  origin: Place;
  destination: Place;
  /** The vessel that it was confirmed for, or rolled to. */
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
  /** False if another shipment's lifecycle sends its events: an order that goes in several shipments. */
  mine: boolean;
  /** The number of shipments that carry it. */
  parts: number;
};

/** The part of an order line in this shipment, by container. */
export type Goods = { order: Order; line: OrderLine; cartons: number; container: number };

/** The commercial invoice of one order. */
export type CommercialInvoice = { id: string; number: string; issuedAt: number; order: Order; goods: readonly Goods[] };

/** Quantities of goods. */
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
