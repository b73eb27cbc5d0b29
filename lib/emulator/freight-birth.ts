import { AIRLINES } from './carriers.ts';
import type { Box, Freight } from './freight.ts';
import { airWaybill, containerNumber } from './identifiers.ts';
import { DAY } from './local-time.ts';
import type { Random } from './random.ts';
import { airRoute, oceanRoute, type Stretch } from './route.ts';
import { COMMODITIES, CONSIGNEES, type Company, SHIPPERS } from './trade.ts';

/** A small share of container numbers fails its check digit, as in real data. */
const BAD_NUMBERS = 0.02;

const SIZES = { fourty_ft_hc: 6, fourty_ft: 3, twenty_ft: 3, fourty_five_ft_hc: 0.4 };

function boxes(random: Random, id: number, route: readonly Stretch[], lcl: boolean): Box[] {
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

/** A company of the country where the goods are collected or delivered. */
function local(random: Random, companies: readonly Company[], country: string | undefined): Company {
  const near = companies.filter((company) => company.country === country);
  return random.pick(near.length > 0 ? near : companies);
}

/** Draws a forwarder's shipment that is booked at `bornAt`, and the way that it will take. */
export function newFreight(random: Random, id: number, bornAt: number): { freight: Freight; route: Stretch[] } {
  const mode = random.chance(0.8) ? 'ocean' : 'air';
  const route = mode === 'ocean' ? oceanRoute(random, id * 10) : airRoute(random, id * 10);
  const commodity = random.pick(COMMODITIES);
  const lcl = mode === 'ocean' && random.chance(0.15);
  const poNumber = `PO-${random.digits(6)}`;
  const lead = mode === 'ocean' ? random.between(4, 16) : random.between(1, 4);
  const freight: Freight = {
    id,
    mode,
    lcl,
    commodity,
    poNumber,
    name: `${poNumber} ${commodity.name}`,
    incoterm: random.weighted({ FOB: 5, EXW: 2, FCA: 2, DAP: 1, DDP: 0.6, CIF: 0.6 }),
    priority: random.chance(0.12) ? 'high' : 'standard',
    createdAt: bornAt,
    updatedAt: bornAt,
    cargoReady: bornAt + lead * DAY,
    freightType: 'door_to_door',
    shipper: local(random, SHIPPERS, route[0]?.leg.from.place.country),
    consignee: local(random, CONSIGNEES, route.at(-1)?.leg.to.place.country),
    cartons: mode === 'air' || lcl ? random.int(8, 90) : random.int(150, 900),
    ...bills(random, route, id),
    bookingNumber: null,
    itNumber: null,
    digitised: false,
    deliveredInFull: null,
    legs: route.map(({ leg }) => leg),
    boxes: boxes(random, id, route, lcl),
    invoices: [],
  };
  return { freight, route };
}
