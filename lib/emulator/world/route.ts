import { AIRLINES, FOREIGN_TRUCKERS, OCEAN_CARRIERS, RAILROADS, TRUCKERS } from './carriers.ts';
import type { Leg, Node } from './freight.ts';
import type { Lane } from './lane.ts';
import { HOUR } from './local-time.ts';
import { AIRPORTS, CITIES, distanceKm, type Place, PORTS, RAMPS, type Region, within } from './places.ts';
import type { Random } from './random.ts';

/** One leg of the plan: the waiting time before it and its duration, in milliseconds. */
export type Stretch = { leg: Leg; wait: number; run: number };

const STREETS = ['Industrial Way', 'Harbour Road', 'Logistics Drive', 'Commerce Parkway', 'Depot Lane'];

function node(random: Random, place: Place, ...tags: string[]): Node {
  const terminal = place.kind === 'port' || place.kind === 'ramp' ? random.pick([...place.details, '']) : '';
  return { place, tags, terminal: terminal || null, street: `${random.int(1, 980)} ${random.pick(STREETS)}` };
}

function leg(id: number, mode: Leg['mode'], from: Node, to: Node): Leg {
  const times = { etd: null, eta: null, atd: null, ata: null };
  const means = { carrier: null, vessel: null, voyage: null, airline: null, haulier: null };
  return { id, mode, from, to, ...times, ...means, service: 'ftl', dates: {} };
}

function truck(random: Random, id: number, from: Node, to: Node, service: Leg['service']): Stretch {
  const home = from.place.country === 'US' || from.place.country === 'CA';
  const haulier = home ? random.pick(TRUCKERS) : { name: random.pick(FOREIGN_TRUCKERS) };
  const run = (2 + distanceKm(from.place, to.place) / 55) * HOUR;
  return { leg: { ...leg(id, 'truck', from, to), haulier, service }, wait: random.between(4, 30) * HOUR, run };
}

function rail(random: Random, id: number, from: Node, to: Node): Stretch {
  const run = (20 + distanceKm(from.place, to.place) / 32) * HOUR;
  return { leg: { ...leg(id, 'rail', from, to), haulier: random.pick(RAILROADS) }, wait: 40 * HOUR, run };
}

/** The ratio of the distance by sea to the great circle distance. */
function detour(from: Region, to: Region): number {
  const pair = [from, to].sort().join(' ');
  const factors: Record<string, number> = { 'asia europe': 2.1, 'asia na-east': 1.65, 'asia latin': 1.3 };
  const round: Record<string, number> = {
    'europe south-asia': 1.7,
    'na-east south-asia': 1.35,
    'na-west south-asia': 1.5,
  };
  return factors[pair] ?? round[pair] ?? 1.15;
}

function sail(random: Random, id: number, from: Node, to: Node, carrier: (typeof OCEAN_CARRIERS)[number]): Stretch {
  const km = distanceKm(from.place, to.place) * detour(from.place.region, to.place.region);
  const vessel = random.pick(carrier.vessels);
  const voyage = `${random.digits(3)}${random.pick(['E', 'W', 'N', 'S'])}`;
  const run = (14 + km / 30) * HOUR;
  return { leg: { ...leg(id, 'ocean', from, to), carrier, vessel, voyage }, wait: random.between(20, 90) * HOUR, run };
}

/** A city within a truck's reach, in the same country where there is one; else the outskirts of the place itself. */
function nearby(random: Random, place: Place, km: number): Place {
  const cities = within(CITIES, place, km).filter((city) => (city.country === 'GB') === (place.country === 'GB'));
  const home = cities.filter(({ country }) => country === place.country);
  const near = home.length > 0 ? home : cities;
  return near.length > 0 ? random.pick(near.slice(0, 6)) : { ...place, kind: 'city', details: [''] };
}

/** Where containers change ships, by where they go; those from South Asia have hubs of their own. */
const HUBS: Partial<Record<Region, Readonly<Record<string, readonly string[]>>>> = {
  europe: { asia: ['SGSIN', 'MYPKG', 'MYTPP', 'LKCMB', 'ESALG', 'MAPTM'], 'south-asia': ['LKCMB', 'OMSLL', 'ESALG'] },
  'na-east': { asia: ['KRPUS', 'SGSIN', 'PAMIT', 'COCTG', 'LKCMB'], 'south-asia': ['LKCMB', 'ESALG', 'MAPTM'] },
  'na-west': { asia: ['KRPUS', 'TWKHH'], 'south-asia': ['SGSIN', 'KRPUS'] },
  latin: { asia: ['SGSIN', 'PAMIT', 'KRPUS'], 'south-asia': ['LKCMB', 'ESALG'] },
};

function hubBetween(random: Random, from: Place, to: Place): Place | null {
  if (!random.chance(0.35)) return null;
  const codes = HUBS[to.region]?.[from.region] ?? [];
  const hubs = PORTS.filter(({ code }) => code !== null && codes.includes(code));
  const between = hubs.filter((hub) => hub !== from && hub !== to);
  return between.length > 0 ? random.pick(between) : null;
}

/** A route by sea: truck, one or two sailings, sometimes a train, truck to the consignee. Leg ids count from `firstId`. */
export function oceanRoute(random: Random, firstId: number, lane: Lane): Stretch[] {
  let id = firstId;
  const carrier = random.pick(OCEAN_CARRIERS);
  const pol = node(random, lane.from, 'port_of_loading');
  const pod = node(random, lane.to, 'port_of_unloading', 'customs_entry');
  const door = node(random, nearby(random, pol.place, 350), 'origin_address');
  const route = [truck(random, id++, door, pol, 'drayage')];
  const hub = hubBetween(random, pol.place, pod.place);
  const via = hub ? node(random, hub, 'transshipment') : null;
  if (via) route.push(sail(random, id++, pol, via, carrier));
  route.push(sail(random, id++, via ?? pol, pod, carrier));
  const ramps = RAMPS.filter((ramp) => ramp.region === pod.place.region && distanceKm(ramp, pod.place) > 150);
  let last = pod;
  if (ramps.length > 0 && pod.place.country !== 'GB' && random.chance(0.35)) {
    last = node(random, random.pick(ramps), 'place_of_delivery');
    route.push(rail(random, id++, pod, last));
  }
  const consignee = node(random, nearby(random, last.place, 600), 'destination_address');
  route.push(truck(random, id++, last, consignee, last === pod ? 'drayage' : 'ftl'));
  return route;
}

function fly(id: number, from: Node, to: Node, airline: (typeof AIRLINES)[number], number: string): Stretch {
  const run = (2.5 + distanceKm(from.place, to.place) / 820) * HOUR;
  return { leg: { ...leg(id, 'air', from, to), airline, voyage: `${airline.iata}${number}` }, wait: 9 * HOUR, run };
}

/** A route by air: truck to the airport, one or two flights of one airline, truck to the consignee. */
export function airRoute(random: Random, firstId: number, { from, to }: Lane): Stretch[] {
  let id = firstId;
  const airline = random.pick(AIRLINES);
  const hub = AIRPORTS.find((airport) => airport.details[0] === airline.hub);
  const aol = node(random, from, 'port_of_loading');
  const aod = node(random, to, 'port_of_unloading', 'customs_entry');
  const door = node(random, nearby(random, from, 300), 'origin_address');
  const route = [truck(random, id++, door, aol, 'cartage')];
  const via = hub && hub !== from && hub !== to ? node(random, hub, 'transshipment') : null;
  if (via) route.push(fly(id++, aol, via, airline, random.digits(3)));
  route.push(fly(id++, via ?? aol, aod, airline, random.digits(3)));
  route.push(truck(random, id++, aod, node(random, nearby(random, to, 500), 'destination_address'), 'ltl'));
  return route;
}
