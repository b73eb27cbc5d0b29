import type { LegRow, ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import type { Classifier, MilestoneCode } from '#lib/model/milestone.ts';
import { type Place, placeKey } from '#lib/model/place.ts';

export type RouteStop = { place: Place; arrival: TimelineEntry | null; departure: TimelineEntry | null };
export type RouteSegment = {
  key: string;
  mode: string | null;
  /** Vessel and voyage, flight or train; else the carrier. */
  by: string;
  carrier: string | null;
  state: 'done' | 'moving' | 'ahead';
  /** How many legs run side by side, as trucks of several containers do. */
  legs: number;
};
/** Stops in order, each with the leg that starts there; the last has none. */
export type Route = { stop: RouteStop; onward: RouteSegment | null }[];

const LEAVES: readonly MilestoneCode[] = ['DEPARTED', 'OUT_FOR_DELIVERY', 'PICKED_UP'];
const ARRIVALS: readonly MilestoneCode[] = ['ARRIVED', 'DELIVERED'];
const STRONGEST: readonly Classifier[] = ['ACT', 'EST', 'PLN'];

/** The stops of the route from the legs; without legs from the ports of the shipment. */
export function layRoute(shipment: ShipmentDetail, entries: readonly TimelineEntry[]): Route {
  const legs = shipment.legs.filter((leg) => leg.origin || leg.destination);
  if (legs.length === 0) return portsOnly(shipment, entries);
  const route: Route = [];
  for (const beside of parallelLegs(legs)) {
    const [leg] = beside;
    const departure = firstOf(beside.map(({ id }) => claimOf(entries, LEAVES, id)));
    const arrival = lastOf(beside.map(({ id }) => claimOf(entries, ARRIVALS, id)));
    const last = route.at(-1);
    const onward = { ...segment(leg, departure, arrival), legs: beside.length };
    if (leg.origin && last && placeKey(last.stop.place) === placeKey(leg.origin)) {
      last.stop.departure = departure;
      last.onward = onward;
    } else if (leg.origin) {
      route.push({ stop: { place: leg.origin, arrival: null, departure }, onward });
    }
    if (leg.destination) route.push({ stop: { place: leg.destination, arrival, departure: null }, onward: null });
  }
  return passed(route);
}

/** Legs in a row that lead from one place to another by the same mode. */
function parallelLegs(legs: readonly LegRow[]): [LegRow, ...LegRow[]][] {
  const groups: [LegRow, ...LegRow[]][] = [];
  for (const leg of legs) {
    const last = groups.at(-1);
    if (last && isParallel(last[0], leg)) last.push(leg);
    else groups.push([leg]);
  }
  return groups;
}

function isParallel(one: LegRow, other: LegRow): boolean {
  const isSame = (a: Place | null, b: Place | null) => a !== null && b !== null && placeKey(a) === placeKey(b);
  return one.mode === other.mode && isSame(one.origin, other.origin) && isSame(one.destination, other.destination);
}

type Claims = readonly (TimelineEntry | null)[];

/** The first departure that happened; where none has, the first that is expected. */
function firstOf(claims: Claims): TimelineEntry | null {
  const [known, facts] = knownOf(claims);
  return (facts.length > 0 ? facts : known)[0] ?? null;
}

/** The arrival of the last of several legs: one that is still expected, else the last that happened. */
function lastOf(claims: Claims): TimelineEntry | null {
  const [known, facts] = knownOf(claims);
  if (facts.length === claims.length) return facts.at(-1) ?? null;
  return known.findLast(({ classifier }) => classifier !== 'ACT') ?? null;
}

function knownOf(claims: Claims): [TimelineEntry[], TimelineEntry[]] {
  const known = claims.filter((claim) => claim !== null).sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));
  return [known, known.filter(({ classifier }) => classifier === 'ACT')];
}

/** Legs before a place that was reached or left are completed, even if their end was not reported. */
function passed(route: Route): Route {
  const reached = route.findLastIndex(
    ({ stop }) => stop.arrival?.classifier === 'ACT' || stop.departure?.classifier === 'ACT',
  );
  return route.map(({ stop, onward }, at) => ({
    stop,
    onward: onward && at < reached ? { ...onward, state: 'done' } : onward,
  }));
}

function claimOf(
  entries: readonly TimelineEntry[],
  codes: readonly MilestoneCode[],
  legId: string | null,
): TimelineEntry | null {
  const own = entries.filter((entry) => entry.legId === legId && entry.standing === 'current' && !entry.containerId);
  for (const code of codes) {
    for (const classifier of STRONGEST) {
      const found = own.find((entry) => entry.code === code && entry.classifier === classifier);
      if (found) return found;
    }
  }
  return null;
}

function segment(
  leg: LegRow,
  departure: TimelineEntry | null,
  arrival: TimelineEntry | null,
): Omit<RouteSegment, 'legs'> {
  const named = [leg.vesselName, leg.voyage].filter(Boolean).join(' ');
  return {
    key: leg.id,
    mode: leg.mode,
    by: named || (leg.carrierName ?? ''),
    carrier: named ? leg.carrierName : null,
    state: arrival?.classifier === 'ACT' ? 'done' : departure?.classifier === 'ACT' ? 'moving' : 'ahead',
  };
}

function portsOnly(shipment: ShipmentDetail, entries: readonly TimelineEntry[]): Route {
  const { origin, portOfLoading, portOfDischarge, destination, mode, vessel, voyage, carrier } = shipment;
  const places = [portOfLoading ?? origin, portOfDischarge, destination]
    .filter((place) => place !== null)
    .filter((place, at, all) => all.findIndex((other) => placeKey(other) === placeKey(place)) === at);
  const departure = claimOf(entries, LEAVES, null);
  const arrival = claimOf(entries, ['ARRIVED'], null);
  const delivery = claimOf(entries, ['DELIVERED'], null);
  return places.map((place, at) => {
    const lastStop = at === places.length - 1;
    const main = at === 0;
    const onward = {
      key: placeKey(place),
      mode: main ? mode : null,
      by: main ? [vessel ?? carrier, voyage].filter(Boolean).join(' ') : '',
      carrier: main && vessel ? carrier : null,
      state: segmentState(main ? departure : arrival, main ? arrival : delivery),
      legs: 1,
    } as const;
    const reached = at === 0 ? null : lastStop && places.length !== 2 ? delivery : (arrival ?? delivery);
    return { stop: { place, arrival: reached, departure: main ? departure : null }, onward: lastStop ? null : onward };
  });
}

function segmentState(departure: TimelineEntry | null, arrival: TimelineEntry | null): RouteSegment['state'] {
  if (arrival?.classifier === 'ACT') return 'done';
  return departure?.classifier === 'ACT' ? 'moving' : 'ahead';
}
