import { type Place, placeKey } from '#lib/model/place.ts';
import type { LegFields } from '#lib/model/shipment.ts';
import {
  type Claim,
  type ClaimHistory,
  currentClaim,
  entitiesOf,
  fieldsOf,
  type Ledger,
  type Source,
} from './ledger.ts';
import { isSamePlace } from './same-place.ts';
import { withPortTimeZone } from './with-port-time-zone.ts';

export type RouteLeg = {
  externalId: string;
  /** Belongs to the main carriage: by sea or air; else by rail or barge; else, all by road, every leg. */
  main: boolean;
  fields: LegFields;
};

const MAIN_MODES: readonly (readonly string[])[] = [
  ['ocean', 'air'],
  ['rail', 'barge', 'intermodal'],
  ['truck', 'other'],
];

/** The legs of a shipment with their present values, in no particular order. */
export function readLegs(ledger: Ledger): RouteLeg[] {
  const legs = [...entitiesOf(ledger, 'legs')].map(([externalId, registers]) => ({
    externalId,
    fields: legFields(registers),
  }));
  const main = MAIN_MODES.find((modes) => legs.some((leg) => modes.includes(leg.fields.mode ?? 'other'))) ?? [];
  return legs.map((leg) => ({ ...leg, main: main.includes(leg.fields.mode ?? 'other') }));
}

function legFields(registers: ReadonlyMap<string, ClaimHistory>): LegFields {
  const fields = readFields<LegFields>(registers);
  const { origin, destination } = fields;
  return {
    ...fields,
    ...(origin && { origin: withPortTimeZone(origin) }),
    ...(destination && { destination: withPortTimeZone(destination) }),
  };
}

/**
 * The event that first named the present end of the main carriage, where it ended somewhere else before; null where it
 * always ended there. A better description of the same place is no other end.
 */
export function endSince(ledger: Ledger, route: readonly RouteLeg[]): Source | null {
  const last = route.findLast((leg) => leg.main);
  const register = last && fieldsOf(ledger, 'legs', last.externalId).get('destination');
  const now = last?.fields.destination;
  if (!register || !now) return null;
  const isNow = ([value]: Claim) => value !== null && isSamePlace(value as Place, now);
  const same = register.filter(isNow);
  const others = register.filter((claim) => claim[0] !== null && !isNow(claim));
  const first = same.reduce((least, [, at]) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return others.some(([, at]) => at < first) ? (ledger.events[first] ?? null) : null;
}

/** The present value of every field of an entity or part. `Shape` is what normalisers state: the ledger keeps it as JSON. */
export function readFields<Shape extends object>(registers: ReadonlyMap<string, ClaimHistory>): Partial<Shape> {
  const values: Record<string, unknown> = Object.create(null);
  for (const [field, register] of registers) {
    const value = currentClaim(register)?.[0];
    if (value !== undefined && value !== null) values[field] = value;
  }
  return values as Partial<Shape>;
}

/**
 * Puts legs in the order in which the goods travel them. Sources list legs in any order, so a leg comes after every leg
 * that ends where it starts, whatever their dates say, and next to one of them; among those that may come next the stated
 * sequence decides, then the earliest known time, then the id. A haul within the place where the journey begins comes before
 * what leaves it. Routes that run in a circle are cut where that order says.
 */
export function inRouteOrder(legs: readonly RouteLeg[], startsAt: (leg: RouteLeg) => string | undefined): RouteLeg[] {
  const waiting = [...legs].sort(
    (a, b) =>
      (a.fields.sequence ?? Number.MAX_SAFE_INTEGER) - (b.fields.sequence ?? Number.MAX_SAFE_INTEGER) ||
      compareText(startsAt(a) ?? '~', startsAt(b) ?? '~') ||
      compareIds(a.externalId, b.externalId),
  );
  const ends = endsOf(waiting);
  const leading = new Map<number, number>();
  const count = (leg: RouteLeg, by: number) => {
    const end = ends.get(leg)?.to;
    if (end !== undefined && end !== ends.get(leg)?.from) leading.set(end, (leading.get(end) ?? 0) + by);
  };
  for (const leg of waiting) count(leg, 1);
  const left = new Set(waiting);
  const isWithin = (leg: RouteLeg) => ends.get(leg)?.from !== undefined && ends.get(leg)?.from === ends.get(leg)?.to;
  const begun = new Set(waiting.filter(isWithin).map((leg) => ends.get(leg)?.from));
  for (const leg of waiting) if (!isWithin(leg)) begun.delete(ends.get(leg)?.to);
  const isAwaited = (from: number | undefined) =>
    begun.has(from) && [...left].some((leg) => isWithin(leg) && ends.get(leg)?.from === from);
  const ordered: RouteLeg[] = [];
  let stands: number | undefined;
  while (left.size > 0) {
    const isFree = (leg: RouteLeg) =>
      !leading.get(ends.get(leg)?.from ?? -1) && (isWithin(leg) || !isAwaited(ends.get(leg)?.from));
    const isNext = (leg: RouteLeg) => stands !== undefined && ends.get(leg)?.from === stands;
    const next = firstOf(left, [(leg) => isFree(leg) && isNext(leg), isFree, isNext]);
    left.delete(next);
    count(next, -1);
    ordered.push(next);
    stands = ends.get(next)?.to;
  }
  return ordered;
}

function firstOf(legs: ReadonlySet<RouteLeg>, tests: readonly ((leg: RouteLeg) => boolean)[]): RouteLeg {
  for (const test of tests) for (const leg of legs) if (test(leg)) return leg;
  return legs.values().next().value as RouteLeg;
}

/** The places where legs begin and end, by number: descriptions of one place have one number. */
export function endsOf(legs: readonly RouteLeg[]): Map<RouteLeg, { from: number | undefined; to: number | undefined }> {
  const places: Place[] = [];
  const keys = new Map<string, number>();
  const numberOf = (place: Place | undefined): number | undefined => {
    if (!place) return undefined;
    const key = placeKey(place);
    const known = keys.get(key);
    if (known !== undefined) return known;
    const same = places.findIndex((other) => isSamePlace(other, place));
    const number = same >= 0 ? same : places.push(place) - 1;
    keys.set(key, number);
    return number;
  };
  return new Map(legs.map((leg) => [leg, { from: numberOf(leg.fields.origin), to: numberOf(leg.fields.destination) }]));
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
