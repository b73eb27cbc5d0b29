import type { Box, Freight, Leg } from '#lib/emulator/world/freight.ts';
import { dayThere, endThere, isDayThere } from './calendar.ts';
import { arrivalOf, isLateList } from './lateness.ts';
import type { BoxVerdict, LegVerdict, Position, Verdict } from './oracle.ts';
import { missingPapers, type Step } from './papers.ts';
import type { Witness } from './witness.ts';

/** The way from the seller to the door, the furthest last. */
const WAY = [
  'not collected',
  'at origin',
  'under way',
  'arrived',
  'going inland',
  'out for delivery',
  'at the door',
  'delivered',
] as const satisfies readonly Position[];
type OnWay = (typeof WAY)[number];

const rank = (position: OnWay) => WAY.indexOf(position);
const furthest = (positions: readonly OnWay[]): OnWay => WAY[Math.max(0, ...positions.map(rank))] ?? 'not collected';

/** A route as people speak of it: collected, carried over sea or through the air, perhaps by train, and fetched by the last truck. */
type Route = { collect: Leg | undefined; main: Leg[]; inland: Leg[]; door: Leg | undefined };

function routeOf({ mode, legs }: Freight): Route {
  const main = legs.filter((leg) => leg.mode === mode);
  const inland = legs.filter((leg) => leg.mode === 'rail');
  return { main, inland, collect: legs[0], door: legs.at(-1) };
}

const hasLeft = (leg: Leg | undefined) => leg !== undefined && (leg.atd !== null || leg.ata !== null);
const isReached = (leg: Leg | undefined) => leg !== undefined && leg.ata !== null;

/** Whether a truck reached its door: its unloading may be told before its arrival. */
const isUnloading = (door: Leg | undefined) => isReached(door) || door?.dates.delivery_completed !== undefined;

/** Says how a forwarder's shipment stands at an instant. */
export function judgeFreight(freight: Freight, witness: Witness, now: number): Verdict {
  const route = routeOf(freight);
  const last = route.main.at(-1);
  const all = freight.boxes.map((box) => furthest([shared(freight, route), ofBox(box, route)]));
  const slowest = all.length > 0 ? Math.min(...all.map(rank)) : rank(shared(freight, route));
  const position = WAY[slowest] ?? 'not collected';
  const zone = last?.to.place.zone ?? 'UTC';
  const expected = last?.eta ?? null;
  const awaited = {
    mode: freight.mode,
    zone,
    promised: witness.promised(freight.id),
    expected,
    isDay: expected !== null && isDayThere(expected, zone),
    arrived: last?.ata ?? null,
    there: slowest >= rank('arrived'),
  };
  return {
    provider: 'flexport',
    id: String(freight.id),
    position: position === 'under way' && waitsBetween(route.main) ? 'at a transshipment' : position,
    inPart: { ahead: all.filter((one) => rank(one) > slowest).sort((a, b) => rank(b) - rank(a)), of: all.length },
    legs: freight.legs.map(judgeLeg),
    boxes: freight.boxes.map((box) => judgeBox(freight, route, box)),
    arrived: last?.ata ?? null,
    arrival: arrivalOf(awaited, now),
    isLate: position !== 'delivered' && isLateList(awaited, now),
    customs: customsOf(freight, route, witness),
    missing: missingOf(freight, slowest, witness),
  };
}

/** What is known of all containers at once. */
function shared({ deliveredInFull }: Freight, { collect, main, inland, door }: Route): OnWay {
  if (deliveredInFull !== null) return 'delivered';
  if (isUnloading(door)) return 'at the door';
  if (hasLeft(door)) return 'out for delivery';
  if (inland.some(hasLeft)) return 'going inland';
  if (isReached(main.at(-1))) return 'arrived';
  if (main.some(hasLeft)) return 'under way';
  return hasLeft(collect) ? 'at origin' : 'not collected';
}

/**
 * How far what is known of one container alone proves its goods to be. That it came back empty proves nothing: goods are stripped at the
 * port as well, and go on without it.
 */
function ofBox({ parts, available }: Box, { main, inland }: Route): OnWay {
  const found: OnWay[] = [];
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

/** Whether the goods stand where they change ships or planes. */
function waitsBetween(main: readonly Leg[]): boolean {
  const at = main.findLastIndex(hasLeft);
  return at >= 0 && at < main.length - 1 && isReached(main[at]);
}

function judgeLeg({ id, atd, ata }: Leg): LegVerdict {
  return { id: String(id), left: atd, reached: ata };
}

function judgeBox(freight: Freight, { door }: Route, box: Box): BoxVerdict {
  const zone = door?.from.place.zone ?? 'UTC';
  const { parts, available, lastFreeDay, emptyReturned } = box;
  const day = (at: number | null) => (at === null ? null : dayThere(at, zone));
  const when = (of: 'loaded' | 'discharged') =>
    new Map(parts.flatMap((part) => (part[of] === null ? [] : [[String(part.leg.id), part[of]] as const])));
  const freeUntil = day(lastFreeDay);
  const isGone = hasLeft(door) || isUnloading(door) || emptyReturned !== null || freight.deliveredInFull !== null;
  return {
    id: String(box.id),
    number: box.number,
    zone,
    loaded: when('loaded'),
    discharged: when('discharged'),
    available,
    returnedOn: day(emptyReturned),
    freeUntil,
    clock: freeUntil === null || isGone ? null : endThere(freeUntil, zone),
  };
}

/** Whether everybody knows that the goods were cleared: events of the short form get lost, and a list repeats only entries into the US. */
function isToldCleared({ id, customs, legs, mode }: Freight, witness: Witness): boolean {
  if (!witness.isBrief(id)) return witness.customs(id)?.wasCleared ?? false;
  return customs?.status === 'cleared' && legs.findLast((leg) => leg.mode === mode)?.to.place.country === 'US';
}

/**
 * Export exams leave no record but their event, so nothing is said before the goods left. Of shipments in the short form nobody is told
 * of holds.
 */
function customsOf(freight: Freight, { main }: Route, witness: Witness): Verdict['customs'] {
  if (witness.isBrief(freight.id)) return isToldCleared(freight, witness) ? 'cleared' : null;
  const said = witness.customs(freight.id)?.is ?? 'not yet';
  if (said === 'held') return freight.deliveredInFull === null ? 'held' : null;
  return main.some(hasLeft) ? said : null;
}

function missingOf(freight: Freight, at: number, witness: Witness): readonly string[] | null {
  const isToldLater = at >= rank('out for delivery');
  if (freight.customs && !isToldLater && witness.isBrief(freight.id) && !isToldCleared(freight, witness)) return null;
  const steps = new Set<Step>();
  if (at >= rank('under way')) steps.add('departed');
  if (at >= rank('arrived')) steps.add('arrived');
  if (isToldLater || isToldCleared(freight, witness)) steps.add('cleared');
  if (isToldLater) steps.add('out for delivery');
  if (at >= rank('delivered')) steps.add('delivered');
  const types = freight.filed.documents.map(({ type }) => type);
  return missingPapers({ mode: freight.mode, abroad: true, types, behind: steps });
}
