import type { Charge } from '#lib/emulator/world/broker-charges.ts';
import type { Load, LoadStop } from '#lib/emulator/world/load.ts';
import { dayInZone, inZone } from '#lib/emulator/world/local-time.ts';
import { hash32 } from '#lib/emulator/world/random.ts';
import type { Company } from '#lib/emulator/world/trade.ts';

type Json = Record<string, unknown>;

/** MVMNT writes whole seconds. */
export function second(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

export const perhaps = (at: number | null) => (at === null ? null : second(at));
export const dollars = (cents: number) => cents / 100;

/** A stable id for a company that many shipments share. */
export function partyId(name: string): string {
  const hex = ['a', 'b', 'c', 'd'].map((salt) => hash32(`${salt}${name}`).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

export function customerReference(company: Company): Json {
  const friendlyId = `CUST-${hash32(company.name) % 90_000}`;
  return { id: partyId(company.name), key: company.ref, name: company.name, friendlyId, status: 'ACTIVE' };
}

export function stopAddress(stop: LoadStop): Json {
  const { place } = stop;
  return {
    line1: `${place.name} ${place.kind === 'city' ? 'Distribution Center' : place.details[0]}`,
    line2: null,
    city: place.name,
    country: place.country,
    market: `${place.name}, ${place.state}`,
    latitude: place.latitude.toFixed(4),
    longitude: place.longitude.toFixed(4),
    obeysDst: place.state !== 'AZ',
    cityId: null,
  };
}

function orderStop(stop: LoadStop, index: number): Json {
  const { zone } = stop.place;
  return {
    id: stop.id,
    type: stop.type,
    sequence: index + 1,
    location: { id: partyId(`location ${stop.place.name}`), key: null },
    address: stopAddress(stop),
    requestedStartDate: dayInZone(stop.plannedAt, zone),
    requestedEndDate: dayInZone(stop.plannedAt, zone),
    requestedStartTime: inZone(stop.plannedAt, zone).slice(11, 16),
    requestedEndTime: inZone(stop.plannedAt + 7_200_000, zone).slice(11, 16),
    actualArrival: perhaps(stop.arrived),
    actualDeparture: perhaps(stop.departed),
    appointmentRequired: stop.type === 'DELIVERY',
    notes: null,
  };
}

/** One charge line; its id is derived from the id of its order, invoice or bill. */
export function chargeObject(
  owner: string,
  { code, description, quantity, rateCents, cents }: Charge,
  i: number,
): Json {
  const id = `${owner.slice(0, -4)}c${String(i).padStart(3, '0')}`;
  return { id, chargeCode: code, description, quantity, rate: dollars(rateCents), amount: dollars(cents) };
}

function orderObject(load: Load): Json {
  return {
    id: load.orderId,
    key: `ORD-${load.number}`,
    mode: load.mode,
    status: load.status,
    billingStatus: load.deliveredAt === null ? 'DOCS_NEEDED' : 'READY_TO_INVOICE',
    stops: load.stops.map(orderStop),
    freight: {
      handlingUnitQuantity: load.pallets,
      handlingUnitType: 'PALLET',
      weight: load.pounds,
      volume: null,
      commodityDescription: load.goods,
      hazmat: false,
    },
    references: load.references.map(({ type, value }, i) => ({
      id: `${load.orderId.slice(0, -4)}e00${i}`,
      type,
      value,
    })),
    charges: load.revenueCharges.map((charge, i) => chargeObject(load.orderId, charge, i)),
    equipment: [load.mode === 'DRAYAGE' ? 'CONTAINER' : 'DRY_VAN'],
    specialRequirements: [],
    mileage: null,
    totalRevenue: dollars(load.revenue),
    createdAt: second(load.createdAt),
    updatedAt: second(load.updatedAt),
  };
}

export function carrierReference(load: Load): Json | null {
  if (!load.carrier) return null;
  return { id: partyId(load.carrier.name), key: null, name: load.carrier.name, scac: load.carrier.scac };
}

function loadSummary(load: Load): Json {
  const times = { bookedAt: perhaps(load.bookedAt), dispatchedAt: perhaps(load.dispatchedAt) };
  const money = { totalCost: dollars(load.cost) };
  const carrier = {
    id: load.loadCarrierId,
    carrier: carrierReference(load),
    status: load.carrierState,
    ...times,
    ...money,
  };
  const carriers = load.carrier ? [carrier] : [];
  return { id: load.loadId, key: `LD-${load.number}`, status: load.status, mode: load.mode, carriers, ...money };
}

/** The ids and names of a shipment: the only data of most webhooks. */
export function thinShipment(load: Load): Json {
  return { id: load.id, friendlyId: `SHP-${load.number}`, ...(load.key !== null && { key: load.key }) };
}

/** The shipment as the REST API returns it, plus the webhook's `friendlyId`. */
export function fullShipment(load: Load): Json {
  const [revenue, cost] = [dollars(load.revenue), dollars(load.cost)];
  return {
    id: load.id,
    key: load.key ?? `SHP-${load.number}`,
    friendlyId: `SHP-${load.number}`,
    status: load.status,
    customer: customerReference(load.customer),
    customerRep: { id: partyId('rep Dana Whitlock'), key: null, email: 'dana@broker.example', name: 'Dana Whitlock' },
    orders: [orderObject(load)],
    loads: [loadSummary(load)],
    services: [],
    totalRevenue: revenue,
    totalCost: cost,
    margin: Math.round((revenue - cost) * 100) / 100,
    marginPercent: Math.round((1 - cost / revenue) * 1000) / 10,
    createdAt: second(load.createdAt),
    updatedAt: second(load.updatedAt),
    deliveredAt: perhaps(load.deliveredAt),
  };
}

/** The fields that identify the shipment in documents, quotes, invoices and payments. */
export function linkTo(load: Load): Json {
  return { shipmentId: load.id, shipmentKey: load.key ?? `SHP-${load.number}` };
}
