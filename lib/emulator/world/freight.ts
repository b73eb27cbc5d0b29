import type { Haulier, OceanCarrier, Vessel } from './carriers.ts';
import type { Booking, CommercialInvoice, Goods, Order } from './commercial-records.ts';
import type { Place } from './places.ts';
import type { Company, Product } from './trade.ts';

/** A shipment in the forwarder's system at a moment. Instants are epoch milliseconds; null is unknown. */
export type Freight = {
  id: number;
  mode: 'ocean' | 'air';
  name: string;
  lcl: boolean;
  incoterm: string;
  priority: 'standard' | 'high';
  createdAt: number;
  updatedAt: number;
  cargoReady: number;
  freightType: string;
  shipper: Company;
  consignee: Company;
  booking: Booking;
  orders: Order[];
  goods: Goods[];
  houseBill: string;
  masterBill: string | null;
  bookingNumber: string | null;
  itNumber: string | null;
  /** Whether there is a shipment yet, and not only a booking. */
  opened: boolean;
  /** Whether the commercial invoices have been entered; the goods are unknown before. */
  digitised: boolean;
  deliveredInFull: number | null;
  legs: Leg[];
  containers: Container[];
  invoices: FreightInvoice[];
  filed: Filed;
  /** The customs entry in the country of destination; null before the first response of customs. */
  customs: Customs | null;
};

export type Customs = { status: 'cleared' | 'customs_hold'; releasedAt: number | null };

/** Further records in the system; a record exists from its first event on. */
export type Filed = {
  /** Whether the booking has been requested. */
  booking: boolean;
  orders: Order[];
  documents: FreightDocument[];
  commercial: CommercialInvoice[];
};

export type Node = { place: Place; tags: readonly string[]; terminal: string | null; street: string };

export type Leg = {
  id: number;
  mode: 'ocean' | 'air' | 'rail' | 'truck';
  from: Node;
  to: Node;
  etd: number | null;
  eta: number | null;
  atd: number | null;
  ata: number | null;
  carrier: OceanCarrier | null;
  vessel: Vessel | null;
  /** Voyage or flight number. */
  voyage: string | null;
  airline: { name: string; iata: string; icao: string } | null;
  haulier: Pick<Haulier, 'name'> | null;
  service: 'ltl' | 'ftl' | 'drayage' | 'cartage';
  dates: Record<string, string>;
};

export type Container = {
  id: number;
  number: string;
  type: string;
  size: string;
  seal: string;
  available: number | null;
  estimatedAvailable: number | null;
  lastFreeDay: number | null;
  emptyReturned: number | null;
  parts: ContainerLeg[];
};

/** A container on one leg by water or rail. */
export type ContainerLeg = { id: number; leg: Leg; loaded: number | null; discharged: number | null };

/** `cents` is `rateCents` times `quantity`. */
export type InvoiceLine = {
  name: string;
  slug: string;
  category: string;
  cents: number;
  rateCents: number;
  quantity: number;
};

export type FreightInvoice = {
  id: string;
  name: string;
  issuedAt: number;
  dueAt: number;
  lines: readonly InvoiceLine[];
  /** The invoiced amount: the sum of the lines, except for a small share of errors. */
  totalCents: number;
  creditCents: number;
  paidCents: number;
  status: 'outstanding' | 'past_due' | 'void' | 'paid' | 'payment_pending';
  voidedAt: number | null;
  updatedAt: number | null;
};

export type FreightDocument = { id: string; type: string; fileName: string; size: number; uploadedAt: number };

export type Subject =
  | { kind: 'shipment' }
  | { kind: 'leg'; leg: Leg }
  | { kind: 'container'; container: Container }
  | { kind: 'part'; container: Container; part: ContainerLeg }
  | { kind: 'invoice'; invoice: FreightInvoice }
  | { kind: 'document'; document: FreightDocument }
  | { kind: 'booking' }
  | { kind: 'order'; order: Order }
  | { kind: 'product'; product: Product; archivedAt: number | null }
  | { kind: 'commercial'; invoice: CommercialInvoice };

function add<T>(list: T[], item: T): void {
  if (!list.includes(item)) list.push(item);
}

/** Adds a record, or replaces the one with the same id in place. */
export function file({ filed }: Freight, subject: Subject): void {
  if (subject.kind === 'booking') filed.booking = true;
  if (subject.kind === 'order') add(filed.orders, subject.order);
  if (subject.kind === 'document') add(filed.documents, subject.document);
  if (subject.kind === 'commercial') add(filed.commercial, subject.invoice);
}

/** The legs between the ports or airports, in order of the route. */
export function mainLegs(freight: Freight): Leg[] {
  return freight.legs.filter((leg) => leg.mode === freight.mode);
}

function inlandStatus(freight: Freight, after: Leg): string | null {
  const onward = freight.legs.slice(freight.legs.indexOf(after) + 1);
  const moving = onward.some((leg) => leg.atd !== null || leg.ata !== null);
  if (!moving) return null;
  const last = onward.at(-1);
  return last?.mode === 'truck' && last.atd !== null ? 'gated_out' : 'in_transit_to_final_destination';
}

/** Flexport's status of the shipment, derived from its legs. */
export function statusOf(freight: Freight): string {
  if (freight.deliveredInFull !== null) return 'final_destination';
  const main = mainLegs(freight);
  for (let i = main.length - 1; i >= 0; i--) {
    const leg = main[i];
    if (!leg) continue;
    const last = i === main.length - 1;
    if (leg.ata !== null) return last ? (inlandStatus(freight, leg) ?? 'arrival_port') : 'intermediary_port';
    if (leg.atd !== null) return last ? 'in_transit_to_arrival_port' : 'in_transit_to_intermediary_port';
  }
  const first = freight.legs[0];
  if (first?.mode !== 'truck') return 'seller_location';
  if (first.ata !== null) return 'departure_port';
  return first.atd !== null ? 'in_transit_to_departure_port' : 'seller_location';
}
