import {
  carrierReference,
  chargeObject,
  customerReference,
  dollars,
  fullShipment,
  linkTo,
  perhaps,
  second,
  stopAddress,
} from '#lib/emulator/mvmnt/objects.ts';
import type { BrokerRecord, Load, LoadStop } from '#lib/emulator/world/load.ts';
import { hash32 } from '#lib/emulator/world/random.ts';
import type { Json } from './resource.ts';

/** The status of the customer's invoice. */
function billingStatus({ deliveredAt, records }: Load): string {
  const status = records.invoices[0]?.status;
  if (status === undefined) return deliveredAt === null ? 'DOCS_NEEDED' : 'READY_TO_INVOICE';
  return status === 'AWAITING_PAYMENT' ? 'INVOICED' : String(status);
}

/** The shipment with its order and stops; webhooks also give it a `friendlyId`. */
export function shipmentObject(load: Load): Json {
  const { friendlyId: _, ...shipment } = fullShipment(load);
  const orders = (shipment.orders as Json[]).map((order) => ({ ...order, billingStatus: billingStatus(load) }));
  return { ...shipment, orders };
}

/** A load has fewer states than its shipment. */
const LOAD_STATUS: Readonly<Record<string, string>> = {
  DRAFT: 'SOURCING',
  PLANNING: 'SOURCING',
  TENDER_PENDING: 'SOURCING',
  TENDER_REJECTED: 'SOURCING',
  ARRIVED_AT_DELIVERY_TERMINAL: 'IN_TRANSIT',
};

export const loadStatus = ({ status }: Load) => LOAD_STATUS[status] ?? status;

function loadStop(stop: LoadStop, i: number): Json {
  return {
    id: stop.loadStopId,
    orderStopId: stop.id,
    sequence: i + 1,
    type: stop.type,
    address: stopAddress(stop),
    scheduledArrival: second(stop.plannedAt),
    actualArrival: perhaps(stop.arrived),
    actualDeparture: perhaps(stop.departed),
  };
}

/** The driver is present from the dispatch on. */
function driverOf({ dispatchedAt, loadId }: Load): Json {
  if (dispatchedAt === null) return { driverName: null, driverPhone: null, truckNumber: null, trailerNumber: null };
  const number = hash32(loadId);
  const driverName = ['Sam Ortega', 'Jo Lindqvist', 'Ray Cole', 'Nia Boone'][number % 4];
  const driverPhone = `+1 555 01${String(number % 100).padStart(2, '0')}`;
  return { driverName, driverPhone, truckNumber: `T${number % 9000}`, trailerNumber: `R${(number >>> 3) % 9000}` };
}

/** The status of the carrier's bill, in the values of a load. */
function carrierBilling({ records }: Load): string {
  const bill = records.bills.find(({ entityType }) => entityType === 'CARRIER');
  if (!bill) return 'AWAITING_INVOICE';
  return bill.status === 'IN_REVIEW' ? 'INVOICE_IN_REVIEW' : String(bill.status);
}

function loadCarrier(load: Load): Json {
  return {
    id: load.loadCarrierId,
    carrier: carrierReference(load),
    contact: null,
    status: load.carrierState,
    billingStatus: carrierBilling(load),
    bookedAt: perhaps(load.bookedAt),
    dispatchedAt: perhaps(load.dispatchedAt),
    charges: load.costCharges.map((charge, i) => chargeObject(load.loadCarrierId, charge, i)),
    totalCost: dollars(load.cost),
    ...driverOf(load),
    createdAt: perhaps(load.bookedAt),
    updatedAt: perhaps(load.dispatchedAt),
  };
}

export function loadObject(load: Load): Json {
  const pickup = load.stops.find(({ type }) => type === 'PICKUP');
  return {
    id: load.loadId,
    key: `LD-${load.number}`,
    ...linkTo(load),
    mode: load.mode,
    status: loadStatus(load),
    stops: load.stops.map(loadStop),
    carriers: load.carrier ? [loadCarrier(load)] : [],
    totalCost: dollars(load.cost),
    createdAt: second(load.createdAt),
    updatedAt: second(load.updatedAt),
    pickedUpAt: perhaps(pickup?.departed ?? null),
    deliveredAt: perhaps(load.deliveredAt),
  };
}

function endOf(stop: LoadStop | undefined): Json | null {
  return stop ? { city: stop.place.name, stateProvince: stop.place.state, postalCode: null } : null;
}

export function quoteObject(load: Load, quote: BrokerRecord): Json {
  const order = { mode: load.mode, origin: endOf(load.stops[0]), destination: endOf(load.stops.at(-1)) };
  const none = { target: null, margin: null, expiresAt: null, lostReason: null, carrier: null };
  return { ...none, ...quote, customer: customerReference(load.customer), order };
}
