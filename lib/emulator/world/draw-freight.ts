import { AIRLINES } from './carriers.ts';
import type { Booking } from './commercial-records.ts';
import type { Container, Freight } from './freight.ts';
import { drawGoods, type SharedOrder } from './goods.ts';
import { airWaybill, containerNumber } from './identifiers.ts';
import { drawLane } from './lane.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import { airRoute, oceanRoute, type Stretch } from './route.ts';

/** A small share of container numbers fails its check digit, as in real data. */
const BAD_NUMBERS = 0.02;

const SIZES = { fourty_ft_hc: 6, fourty_ft: 3, twenty_ft: 3, fourty_five_ft_hc: 0.4 };

function drawContainers(random: Random, id: number, route: readonly Stretch[], lcl: boolean): Container[] {
  const carrier = route.find(({ leg }) => leg.carrier)?.leg.carrier;
  if (!carrier) return [];
  const carrying = route.filter(({ leg }) => leg.mode === 'ocean' || leg.mode === 'rail');
  const count = lcl ? 1 : random.weighted({ 1: 6, 2: 3, 3: 1, 4: 0.5 });
  return Array.from({ length: Number(count) }, (_, i) => ({
    id: id * 8 + i,
    number: containerNumber(random, random.pick(carrier.prefixes), random.chance(BAD_NUMBERS)),
    type: lcl ? 'lcl' : random.weighted({ dry: 9, reefer: 1 }),
    size: random.weighted(SIZES),
    seal: random.chance(0.8) ? `ML${random.digits(7)}` : '',
    available: null,
    estimatedAvailable: null,
    lastFreeDay: null,
    emptyReturned: null,
    parts: carrying.map(({ leg }, k) => ({ id: id * 40 + i * 10 + k, leg, loaded: null, discharged: null })),
  }));
}

function bills(random: Random, route: readonly Stretch[], id: number): Pick<Freight, 'houseBill' | 'masterBill'> {
  const leg = route.find((stretch) => stretch.leg.carrier ?? stretch.leg.airline)?.leg;
  const airline = AIRLINES.find(({ iata }) => iata === leg?.airline?.iata);
  if (airline) return { houseBill: `FLX${id}`, masterBill: airWaybill(random, airline.prefix) };
  const master = random.chance(0.85) ? `${leg?.carrier?.scac ?? ''}${random.digits(9)}` : null;
  return { houseBill: random.chance(0.9) ? `FLXT${String(id).padStart(8, '0')}A` : '', masterBill: master };
}

/** Bookings spell the sizes of containers otherwise than containers do. */
const COUNTED: Readonly<Record<string, string>> = {
  twenty_ft: 'twenty_ft',
  fourty_ft: 'forty_ft',
  fourty_ft_hc: 'forty_ft_hc',
  fourty_five_ft_hc: 'forty_five_ft_hc',
};

function countsOf(freight: Pick<Freight, 'lcl' | 'containers'>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { size } of freight.lcl ? [] : freight.containers) {
    const name = COUNTED[size] ?? size;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

function request(freight: Omit<Freight, 'booking'>, bookedAt: number, ends: Pick<Booking, 'origin' | 'destination'>) {
  const { id, cargoReady } = freight;
  const deliverBy = Math.min(...freight.orders.map(({ mustArrive }) => mustArrive));
  const when = { createdAt: bookedAt, cargoReady, deliverBy };
  const none = { status: 'submitted', vessel: null, voyage: null, instructions: null } as const;
  return { id: id + 7, number: `BKG-${id + 7}`, ...when, ...none, counts: countsOf(freight), ...ends };
}

function totalOf(route: readonly Stretch[]): number {
  return route.reduce((sum, { wait, run }) => sum + wait + run, 0);
}

/** The values of a new shipment. */
const NEW = {
  bookingNumber: null,
  itNumber: null,
  digitised: false,
  deliveredInFull: null,
  opened: false,
  customs: null,
} as const;

/**
 * Draws a forwarder's shipment and its route. Its goods are ordered at `orderedAt` and booked some days
 * later; only then is there a shipment.
 */
export function drawFreight(random: Random, id: number, orderedAt: number, shared?: SharedOrder) {
  const lane = drawLane(shared ? shared.random : random.fork('lane'));
  const { mode, shipper, consignee } = lane;
  const route = mode === 'ocean' ? oceanRoute(random, id * 10, lane) : airRoute(random, id * 10, lane);
  const lcl = mode === 'ocean' && random.chance(0.15);
  const slow = mode === 'ocean' ? 1 : 0.4;
  const bookedAt = orderedAt + random.between(0.3, 2.5) * DAY * slow;
  const createdAt = Math.floor(bookedAt + random.between(0.3, 1.2) * DAY * slow);
  const cargoReady = createdAt + random.between(mode === 'ocean' ? 3 : 1, mode === 'ocean' ? 11 : 4) * DAY;
  const packed = drawContainers(random, id, route, lcl);
  const times = { orderedAt, ready: cargoReady, due: cargoReady + totalOf(route) };
  const { orders, goods } = drawGoods(random.fork('goods'), id, { lane, lcl, containers: packed, ...times }, shared);
  const freight = {
    ...NEW,
    id,
    mode,
    lcl,
    shipper,
    consignee,
    orders,
    goods,
    name: `${orders[0]?.number} ${goods[0]?.line.product.name}`,
    incoterm: random.weighted({ FOB: 5, EXW: 2, FCA: 2, DAP: 1, DDP: 0.6, CIF: 0.6 }),
    priority: random.chance(0.12) ? ('high' as const) : ('standard' as const),
    createdAt,
    updatedAt: createdAt,
    cargoReady,
    freightType: 'door_to_door',
    ...bills(random, route, id),
    legs: route.map(({ leg }) => leg),
    containers: packed,
    invoices: [],
    filed: { booking: false, orders: [], documents: [], commercial: [] },
  };
  const booking: Booking = request(freight, bookedAt, { origin: lane.from, destination: lane.to });
  const whole: Freight = { ...freight, booking };
  return { freight: whole, route };
}
