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
  const keyOf = ([value]: Claim) => (value === null ? null : placeKey(value as Place));
  const same = register.filter((claim) => keyOf(claim) === placeKey(now));
  const others = register.filter((claim) => keyOf(claim) !== null && keyOf(claim) !== placeKey(now));
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
 * that ends where it starts; among those that may come next the stated sequence decides, then the earliest known time,
 * then the id. Routes that run in a circle are cut where that order says.
 */
export function inRouteOrder(legs: readonly RouteLeg[], startsAt: (leg: RouteLeg) => string | undefined): RouteLeg[] {
  const waiting = [...legs].sort(
    (a, b) =>
      (a.fields.sequence ?? Number.MAX_SAFE_INTEGER) - (b.fields.sequence ?? Number.MAX_SAFE_INTEGER) ||
      compareText(startsAt(a) ?? '~', startsAt(b) ?? '~') ||
      compareIds(a.externalId, b.externalId),
  );
  const starts = new Map(waiting.map((leg) => [leg, leg.fields.origin ? placeKey(leg.fields.origin) : '']));
  const leading = new Map<string, number>();
  const count = (leg: RouteLeg, by: number) => {
    const end = endOf(leg);
    if (end !== null) leading.set(end, (leading.get(end) ?? 0) + by);
  };
  for (const leg of waiting) count(leg, 1);
  const left = new Set(waiting);
  const ordered: RouteLeg[] = [];
  while (left.size > 0) {
    const next = firstOf(left, (leg) => !leading.get(starts.get(leg) ?? ''));
    left.delete(next);
    count(next, -1);
    ordered.push(next);
  }
  return ordered;
}

function firstOf(legs: ReadonlySet<RouteLeg>, isFree: (leg: RouteLeg) => boolean): RouteLeg {
  for (const leg of legs) if (isFree(leg)) return leg;
  return legs.values().next().value as RouteLeg;
}

/** Where a leg leads to. One between the same two places as another runs beside it, there or back, and leads to none. */
function endOf({ fields: { origin, destination } }: RouteLeg): string | null {
  if (!destination || !origin) return null;
  const end = placeKey(destination);
  return placeKey(origin) === end ? null : end;
}

function compareIds(a: string, b: string): number {
  return a.length - b.length || compareText(a, b);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
