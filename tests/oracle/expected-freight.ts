import type { Container, Freight, Leg } from '#lib/emulator/world/freight.ts';
import { endOfLocalDay, isLocalDay, localDay } from './calendar.ts';
import type { ExpectedContainer, ExpectedLeg, ExpectedShipment, Position } from './expected-shipment.ts';
import { arrivalOf, isLateList } from './lateness.ts';
import { missingDocuments, type Step } from './required-documents.ts';
import type { WorldObserver } from './world-observer.ts';

/** The positions from the seller to the door, in order. */
const POSITIONS = [
  'not collected',
  'at origin',
  'under way',
  'arrived',
  'going inland',
  'out for delivery',
  'at the door',
  'delivered',
] as const satisfies readonly Position[];
type FreightPosition = (typeof POSITIONS)[number];

const rank = (position: FreightPosition) => POSITIONS.indexOf(position);
const furthest = (positions: readonly FreightPosition[]): FreightPosition =>
  POSITIONS[Math.max(0, ...positions.map(rank))] ?? 'not collected';

/** A route: collection, main carriage by sea or air, perhaps rail, delivery by truck. */
type Route = { collect: Leg | undefined; main: Leg[]; inland: Leg[]; door: Leg | undefined };

function routeOf({ mode, legs }: Freight): Route {
  const main = legs.filter((leg) => leg.mode === mode);
  const inland = legs.filter((leg) => leg.mode === 'rail');
  return { main, inland, collect: legs[0], door: legs.at(-1) };
}

const hasLeft = (leg: Leg | undefined) => leg !== undefined && (leg.atd !== null || leg.ata !== null);
const isReached = (leg: Leg | undefined) => leg !== undefined && leg.ata !== null;

/** Whether a truck has reached the door; its unloading may be reported before its arrival. */
const isUnloading = (door: Leg | undefined) => isReached(door) || door?.dates.delivery_completed !== undefined;

/** The expected state of a forwarder's shipment at an instant. */
export function expectedFreight(freight: Freight, observer: WorldObserver, now: number): ExpectedShipment {
  const route = routeOf(freight);
  const last = route.main.at(-1);
  const all = freight.containers.map((container) =>
    furthest([sharedPosition(freight, route), positionOfContainer(container, route)]),
  );
  const slowest = all.length > 0 ? Math.min(...all.map(rank)) : rank(sharedPosition(freight, route));
  const position = POSITIONS[slowest] ?? 'not collected';
  const zone = last?.to.place.zone ?? 'UTC';
  const expected = last?.eta ?? null;
  const awaited = {
    mode: freight.mode,
    zone,
    promised: observer.promised(freight.id),
    expected,
    isDay: expected !== null && isLocalDay(expected, zone),
    arrived: last?.ata ?? null,
    there: slowest >= rank('arrived'),
  };
  return {
    provider: 'flexport',
    id: String(freight.id),
    position: position === 'under way' && waitsBetween(route.main) ? 'at a transshipment' : position,
    inPart: { ahead: all.filter((one) => rank(one) > slowest).sort((a, b) => rank(b) - rank(a)), of: all.length },
    legs: freight.legs.map(expectedLeg),
    containers: freight.containers.map((container) => expectedContainer(freight, route, container)),
    arrived: last?.ata ?? null,
    arrival: arrivalOf(awaited, now),
    isLate: position !== 'delivered' && isLateList(awaited, now),
    customs: customsOf(freight, route, observer),
    missing: missingOf(freight, slowest, observer),
  };
}

/** The position that applies to all containers. */
function sharedPosition({ deliveredInFull }: Freight, { collect, main, inland, door }: Route): FreightPosition {
  if (deliveredInFull !== null) return 'delivered';
  if (isUnloading(door)) return 'at the door';
  if (hasLeft(door)) return 'out for delivery';
  if (inland.some(hasLeft)) return 'going inland';
  if (isReached(main.at(-1))) return 'arrived';
  if (main.some(hasLeft)) return 'under way';
  return hasLeft(collect) ? 'at origin' : 'not collected';
}

/**
 * The position that the facts of one container prove. An empty return proves nothing: goods may be unpacked at the
 * port and go on without the container.
 */
function positionOfContainer({ parts, available }: Container, { main, inland }: Route): FreightPosition {
  const found: FreightPosition[] = [];
  for (const { leg, loaded, discharged } of parts) {
    const isLast = leg === main.at(-1);
    if (inland.includes(leg)) {
      if (loaded !== null) found.push('arrived');
      if (discharged !== null) found.push('going inland');
    } else {
      if (loaded !== null) found.push(leg === main[0] ? 'at origin' : 'under way');
      if (discharged !== null) found.push(isLast ? 'arrived' : 'under way');
    }
  }
  if (available !== null) found.push(inland.length > 0 ? 'going inland' : 'arrived');
  return furthest(found);
}

/** Whether the goods are at a transshipment. */
function waitsBetween(main: readonly Leg[]): boolean {
  const at = main.findLastIndex(hasLeft);
  return at >= 0 && at < main.length - 1 && isReached(main[at]);
}

function expectedLeg({ id, atd, ata }: Leg): ExpectedLeg {
  return { id: String(id), left: atd, reached: ata };
}

function expectedContainer(freight: Freight, { door }: Route, container: Container): ExpectedContainer {
  const zone = door?.from.place.zone ?? 'UTC';
  const { parts, available, lastFreeDay, emptyReturned } = container;
  const day = (at: number | null) => (at === null ? null : localDay(at, zone));
  const when = (of: 'loaded' | 'discharged') =>
    new Map(parts.flatMap((part) => (part[of] === null ? [] : [[String(part.leg.id), part[of]] as const])));
  const freeUntil = day(lastFreeDay);
  const isGone = hasLeft(door) || isUnloading(door) || emptyReturned !== null || freight.deliveredInFull !== null;
  return {
    id: String(container.id),
    number: container.number,
    zone,
    loaded: when('loaded'),
    discharged: when('discharged'),
    available,
    returnedOn: day(emptyReturned),
    freeUntil,
    freeTimeEndsAt: freeUntil === null || isGone ? null : endOfLocalDay(freeUntil, zone),
  };
}

/** Whether customs clearance is known: compact events may be lost, and the API lists customs entries of the US only. */
function isReportedCleared({ id, customs, legs, mode }: Freight, observer: WorldObserver): boolean {
  if (!observer.isCompact(id)) return observer.customs(id)?.wasCleared ?? false;
  return customs?.status === 'cleared' && legs.findLast((leg) => leg.mode === mode)?.to.place.country === 'US';
}

/**
 * Export exams have no record, only an event, so nothing is expected before the departure. The compact format does not report
 * holds.
 */
function customsOf(freight: Freight, { main }: Route, observer: WorldObserver): ExpectedShipment['customs'] {
  if (observer.isCompact(freight.id)) return isReportedCleared(freight, observer) ? 'cleared' : null;
  const status = observer.customs(freight.id)?.is ?? 'not yet';
  if (status === 'held') return freight.deliveredInFull === null ? 'held' : null;
  return main.some(hasLeft) ? status : null;
}

function missingOf(freight: Freight, at: number, observer: WorldObserver): readonly string[] | null {
  const isPastCustoms = at >= rank('out for delivery');
  if (freight.customs && !isPastCustoms && observer.isCompact(freight.id) && !isReportedCleared(freight, observer))
    return null;
  const steps = new Set<Step>();
  if (at >= rank('under way')) steps.add('departed');
  if (at >= rank('arrived')) steps.add('arrived');
  if (isPastCustoms || isReportedCleared(freight, observer)) steps.add('cleared');
  if (isPastCustoms) steps.add('out for delivery');
  if (at >= rank('delivered')) steps.add('delivered');
  const types = freight.filed.documents.map(({ type }) => type);
  return missingDocuments({ mode: freight.mode, abroad: true, types, behind: steps });
}
