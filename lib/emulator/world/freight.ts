import type { Haulier, OceanCarrier, Vessel } from './carriers.ts';
import type { Booking, CommercialInvoice, Goods, Order } from './commercial-records.ts';
import type { Place } from './places.ts';
import type { Company, Product } from './trade.ts';

/** What a forwarder's system holds of one shipment at a moment. Instants are epoch milliseconds; null is not known. */
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
  /** Whether the commercial invoices have been read into the system: only then is it known what is inside. */
  digitised: boolean;
  deliveredInFull: number | null;
  legs: Leg[];
  boxes: Box[];
  invoices: FreightInvoice[];
  filed: Filed;
  /** The entry into the country of destination; null until customs has said something. */
  customs: Customs | null;
};

export type Customs = { status: 'cleared' | 'customs_hold'; releasedAt: number | null };

/** What the system has taken in besides: a paper is there from the moment that it is first spoken of. */
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

export type Box = {
  id: number;
  number: string;
  type: string;
  size: string;
  seal: string;
  available: number | null;
  estimatedAvailable: number | null;
  lastFreeDay: number | null;
  emptyReturned: number | null;
  parts: BoxLeg[];
};

/** A container's share in one leg by water or rail. */
export type BoxLeg = { id: number; leg: Leg; loaded: number | null; discharged: number | null };

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
  /** What is asked: the sum of the lines, but for a small share of mistakes. */
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
  | { kind: 'box'; box: Box }
  | { kind: 'part'; box: Box; part: BoxLeg }
  | { kind: 'invoice'; invoice: FreightInvoice }
  | { kind: 'document'; document: FreightDocument }
  | { kind: 'booking' }
  | { kind: 'order'; order: Order }
  | { kind: 'product'; product: Product; archivedAt: number | null }
  | { kind: 'commercial'; invoice: CommercialInvoice };

function add<T>(list: T[], item: T): void {
  if (!list.includes(item)) list.push(item);
}

/** Takes a paper in; one that is there already stays where it is. */
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

/** Flexport's word for how far the shipment has come, from what is known of its legs. */
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
