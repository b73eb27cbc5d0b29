import { type Charge, chargesOf } from './broker-charges.ts';
import { type Haulier, RAILROADS, TRUCKERS } from './carriers.ts';
import { containerNumber } from './identifiers.ts';
import { atHour, DAY, HOUR } from './local-time.ts';
import { CITIES, distanceKm, type Place, PORTS, RAMPS, within } from './places.ts';
import type { Random } from './random.ts';
import { type Company, PRODUCTS, SHIP_FROM } from './trade.ts';

export type LoadMode = 'TL' | 'LTL' | 'DRAYAGE' | 'INTERMODAL' | 'RAIL';

export type LoadStop = {
  id: string;
  loadStopId: string;
  type: 'PICKUP' | 'DELIVERY' | 'CROSS_DOCK';
  place: Place;
  /** The planned arrival; the other fields are what the broker has received so far. */
  plannedAt: number;
  arrived: number | null;
  departed: number | null;
};

/** A shipment in the broker's system: one order, one load. Money in cents, instants epoch milliseconds. */
export type Load = {
  id: string;
  number: number;
  key: string | null;
  mode: LoadMode;
  status: string;
  customer: Company;
  carrier: Haulier | null;
  carrierState: 'ACTIVE' | 'BOUNCED' | 'TONU';
  orderId: string;
  loadId: string;
  loadCarrierId: string;
  stops: LoadStop[];
  goods: string;
  pallets: number;
  pounds: number;
  references: readonly { type: string; value: string }[];
  revenue: number;
  cost: number;
  revenueCharges: readonly Charge[];
  costCharges: readonly Charge[];
  createdAt: number;
  updatedAt: number;
  bookedAt: number | null;
  dispatchedAt: number | null;
  deliveredAt: number | null;
  /** Whether this account's webhooks contain the whole shipment or only its names. */
  rich: boolean;
  /** Whether there is a shipment yet, and not only a quote. */
  entered: boolean;
  deletedAt: number | null;
  records: Record<BrokerRecordKind, BrokerRecord[]>;
};

/** A separate record about a shipment in the broker's system, as the API shows it. */
export type BrokerRecord = Record<string, unknown>;
export type BrokerRecordKind = 'quotes' | 'documents' | 'invoices' | 'payments' | 'bills' | 'billPayments';

const NORTH_AMERICA = new Set(['US', 'CA']);
const AMERICAN_CITIES = CITIES.filter((city) => NORTH_AMERICA.has(city.country));
const AMERICAN_PORTS = PORTS.filter((port) => NORTH_AMERICA.has(port.country));
const AMERICAN_RAMPS = RAMPS.filter((ramp) => NORTH_AMERICA.has(ramp.country));

function outOf(random: Random, list: readonly Place[], from: Place, low: number, high: number): Place {
  const fits = list.filter((place) => distanceKm(place, from) > low && distanceKm(place, from) < high);
  return fits.length > 0 ? random.pick(fits) : random.pick(list.filter((place) => place !== from));
}

function nearest(list: readonly Place[], place: Place): Place {
  return within(list, place, 20_000)[0] ?? place;
}

function placesOf(random: Random, mode: LoadMode): Place[] {
  if (mode === 'DRAYAGE') {
    const port = random.pick(AMERICAN_PORTS);
    return [port, outOf(random, AMERICAN_CITIES, port, 5, 420)];
  }
  const from = random.pick(mode === 'RAIL' ? AMERICAN_RAMPS : AMERICAN_CITIES);
  if (mode === 'RAIL') return [from, outOf(random, AMERICAN_RAMPS, from, 600, 4500)];
  if (mode === 'INTERMODAL') {
    const to = outOf(random, AMERICAN_CITIES, from, 1400, 4500);
    const [near, far] = [nearest(AMERICAN_RAMPS, from), nearest(AMERICAN_RAMPS, to)];
    return near === far ? [from, to] : [from, near, far, to];
  }
  const first = outOf(random, AMERICAN_CITIES, from, 120, mode === 'LTL' ? 1900 : 3600);
  return random.chance(0.1) ? [from, first, outOf(random, AMERICAN_CITIES, first, 40, 700)] : [from, first];
}

/** Driving hours between two stops, rests included. */
export function roadHours(mode: LoadMode, from: Place, to: Place): number {
  const km = distanceKm(from, to) * 1.2;
  if (from.kind === 'ramp' && to.kind === 'ramp') return 18 + km / 34;
  const road = km < 750 ? km / 62 : 12 + (km - 750) / 42;
  return mode === 'LTL' ? road * 1.5 + 10 : road + 1;
}

/** The next half hour within the warehouse's hours; spot loads are handled around the clock. */
function whenOpen(at: number, place: Place, hurry: boolean): number {
  const slot = Math.ceil(at / (HOUR / 2)) * (HOUR / 2);
  const opening = atHour(slot, place.zone, 7);
  if (hurry || (slot >= opening && slot < opening + 11 * HOUR)) return slot;
  return slot < opening ? opening : atHour(slot + DAY, place.zone, 8);
}

function stopsOf(random: Random, mode: LoadMode, pickUpAt: number, hurry: boolean): LoadStop[] {
  const places = placesOf(random, mode);
  let plannedAt = pickUpAt;
  return places.map((place, i) => {
    const before = places[i - 1];
    if (before) plannedAt += (roadHours(mode, before, place) + 4) * HOUR;
    const cross = mode === 'INTERMODAL' && i > 0 && i < places.length - 1;
    const type = i === 0 ? 'PICKUP' : cross ? 'CROSS_DOCK' : 'DELIVERY';
    const ids = { id: random.uuid(), loadStopId: random.uuid() };
    plannedAt = place.kind === 'ramp' ? plannedAt : whenOpen(plannedAt, place, hurry);
    return { ...ids, type, place, plannedAt, arrived: null, departed: null };
  });
}

function referencesOf(random: Random, mode: LoadMode): { type: string; value: string }[] {
  const list = [{ type: 'PURCHASE_ORDER_NUMBER', value: `PO-${random.digits(6)}` }];
  if (random.chance(0.7)) list.push({ type: 'BOL_NUMBER', value: random.digits(8) });
  if (mode === 'LTL') list.push({ type: 'PRO_NUMBER', value: random.digits(9) });
  if (mode === 'DRAYAGE' || mode === 'INTERMODAL') {
    const prefix = random.pick(['MSKU', 'HLBU', 'TCNU', 'EGHU', 'CMAU']);
    list.push({ type: 'CONTAINER_NUMBER', value: containerNumber(random, prefix, random.chance(0.02)) });
  }
  return list;
}

/** The carrier: a railroad for rail, otherwise a trucker. */
export function pickCarrier(random: Random, mode: LoadMode): Haulier {
  return random.pick(mode === 'RAIL' ? RAILROADS : TRUCKERS);
}

/** Draws a broker's shipment that is entered at `createdAt`. A spot load is short and leaves within hours. */
export function newLoad(random: Random, number: number, createdAt: number, spot: boolean): Load {
  const weights = { TL: 10, LTL: 4, DRAYAGE: 3, INTERMODAL: 2, RAIL: 1 };
  const mode = spot ? random.pick(['TL', 'DRAYAGE'] as const) : random.weighted<LoadMode>(weights);
  const lead = spot ? random.between(4, 11) * HOUR : random.between(1, 5) * DAY;
  const customer = random.pick(SHIP_FROM);
  const revenue = random.int(45_000, 620_000);
  const cost = Math.round(revenue * random.between(0.78, 0.93));
  const drayage = mode === 'DRAYAGE';
  const none = { bookedAt: null, dispatchedAt: null, deliveredAt: null, carrier: null };
  const ids = { id: random.uuid(), orderId: random.uuid(), loadId: random.uuid(), loadCarrierId: random.uuid() };
  return {
    ...ids,
    ...none,
    number,
    mode,
    customer,
    revenue,
    key: random.chance(0.4) ? `${customer.ref}-${random.digits(6)}` : null,
    status: 'DRAFT',
    entered: false,
    deletedAt: null,
    carrierState: 'ACTIVE',
    stops: stopsOf(random, mode, createdAt + lead, spot),
    goods: random.pick(PRODUCTS).name,
    pallets: mode === 'LTL' ? random.int(1, 8) : random.int(12, 26),
    pounds: mode === 'LTL' ? random.int(400, 9_000) : random.int(12_000, 43_500),
    references: referencesOf(random, mode),
    cost,
    revenueCharges: chargesOf(random.fork('revenue'), revenue, drayage),
    costCharges: chargesOf(random.fork('cost'), cost, drayage),
    createdAt,
    updatedAt: createdAt,
    rich: random.chance(0.75),
    records: { quotes: [], documents: [], invoices: [], payments: [], bills: [], billPayments: [] },
  };
}
