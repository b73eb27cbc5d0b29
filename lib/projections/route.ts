import { type Place, placeKey } from '#lib/model/place.ts';
import type { LegFields } from '#lib/model/shipment.ts';
import { isSamePlace } from '#lib/places/same-place.ts';
import { withPortTimeZone } from '#lib/places/with-port-time-zone.ts';
import { type Claim, type ClaimHistory, currentClaim, fieldsOf, type Ledger, partsOf, type Source } from './ledger.ts';

export type RouteLeg = {
  externalId: string;
  /** Whether it is part of the main carriage: legs by sea or air; without any, by rail or barge; else every leg. */
  main: boolean;
  fields: LegFields;
};

const MAIN_MODES: readonly (readonly string[])[] = [
  ['ocean', 'air'],
  ['rail', 'barge', 'intermodal'],
  ['truck', 'other'],
];

/** Maximum number of legs of a route, far above any real journey: the time to sort them grows with the square. The ledger keeps all. */
const MAX_LEGS = 500;

/** The legs of a shipment with their current values, unsorted; above the maximum the first ones by sequence and id. */
export function readLegs(ledger: Ledger): RouteLeg[] {
  const all = [...partsOf(ledger, 'legs')].map(([externalId, histories]) => ({
    externalId,
    fields: legFields(histories),
  }));
  const legs = all.length > MAX_LEGS ? all.sort(bySequence).slice(0, MAX_LEGS) : all;
  const main = MAIN_MODES.find((modes) => legs.some((leg) => modes.includes(leg.fields.mode ?? 'other'))) ?? [];
  return legs.map((leg) => ({ ...leg, main: main.includes(leg.fields.mode ?? 'other') }));
}

function legFields(histories: ReadonlyMap<string, ClaimHistory>): LegFields {
  const fields = readFields<LegFields>(histories);
  const { origin, destination } = fields;
  return {
    ...fields,
    ...(origin && { origin: withPortTimeZone(origin) }),
    ...(destination && { destination: withPortTimeZone(destination) }),
  };
}

/**
 * The event that first stated the current end of the main carriage, if it had another one before; else null. A better description
 * of the same place is not another end.
 */
export function endSince(ledger: Ledger, route: readonly RouteLeg[]): Source | null {
  const last = route.findLast((leg) => leg.main);
  const history = last && fieldsOf(ledger, 'legs', last.externalId).get('destination');
  const now = last?.fields.destination;
  if (!history || !now) return null;
  const isNow = ([value]: Claim) => value !== null && isSamePlace(value as Place, now);
  const same = history.filter(isNow);
  const others = history.filter((claim) => claim[0] !== null && !isNow(claim));
  const first = same.reduce((least, [, at]) => Math.min(least, at), Number.POSITIVE_INFINITY);
  return others.some(([, at]) => at < first) ? (ledger.events[first] ?? null) : null;
}

/** The current value of every field of an entity or part. `Shape` is the type that normalisers state; the ledger keeps it as JSON. */
export function readFields<Shape extends object>(histories: ReadonlyMap<string, ClaimHistory>): Partial<Shape> {
  const values: Record<string, unknown> = Object.create(null);
  for (const [field, history] of histories) {
    const value = currentClaim(history)?.[0];
    if (value !== undefined && value !== null) values[field] = value;
  }
  return values as Partial<Shape>;
}

/**
 * Sorts legs in the order of travel. Sources list them in any order, so a leg comes after every leg that ends at its origin,
 * whatever their dates, and directly after one of them. Among the candidates the stated sequence decides, then the earliest known
 * time, then the id. A haul within one place comes before the legs that leave it. The same criteria decide where a circular route
 * begins.
 */
export function inRouteOrder(legs: readonly RouteLeg[], startsAt: (leg: RouteLeg) => string | undefined): RouteLeg[] {
  const waiting = [...legs].sort(
    (a, b) =>
      sequenceOf(a) - sequenceOf(b) ||
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
  let currentPlace: number | undefined;
  while (left.size > 0) {
    const isFree = (leg: RouteLeg) =>
      !leading.get(ends.get(leg)?.from ?? -1) && (isWithin(leg) || !isAwaited(ends.get(leg)?.from));
    const isNext = (leg: RouteLeg) => currentPlace !== undefined && ends.get(leg)?.from === currentPlace;
    const next = firstOf(left, [(leg) => isFree(leg) && isNext(leg), isFree, isNext]);
    left.delete(next);
    count(next, -1);
    ordered.push(next);
    currentPlace = ends.get(next)?.to;
  }
  return ordered;
}

function firstOf(legs: ReadonlySet<RouteLeg>, tests: readonly ((leg: RouteLeg) => boolean)[]): RouteLeg {
  for (const test of tests) for (const leg of legs) if (test(leg)) return leg;
  return legs.values().next().value as RouteLeg;
}

/** The origins and destinations of legs as numbers: descriptions of the same place have the same number. */
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

type Sequenced = Pick<RouteLeg, 'externalId' | 'fields'>;

const sequenceOf = ({ fields }: Sequenced) => fields.sequence ?? Number.MAX_SAFE_INTEGER;
const bySequence = (a: Sequenced, b: Sequenced) =>
  sequenceOf(a) - sequenceOf(b) || compareIds(a.externalId, b.externalId);

function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
