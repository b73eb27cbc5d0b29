import { MILESTONE_CODES, MILESTONES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES, type Stage } from '#lib/model/shipment.ts';
import type { Evidence } from './evidence.ts';
import type { MilestoneClaim } from './milestones.ts';

/** A reported exception, and the milestone or statement that cleared it, if any. */
export type ShipmentException = {
  kind: 'hold' | 'delay' | 'alert';
  raised: MilestoneClaim;
  cleared: Pick<MilestoneClaim, 'key' | 'moment' | 'first'> | null;
  clearedReason: string | null;
};

/** Milestones that can prove that a container left the terminal. */
const LEFT_TERMINAL: readonly MilestoneCode[] = [
  'OUT_FOR_DELIVERY',
  'EMPTY_RETURNED',
  'DELIVERED',
  'PICKED_UP',
  'DEPARTED',
  'ARRIVED',
  'UNLOADING',
  'DELIVERED_PART',
  'DELIVERY_COMPLETED',
];

/** The milestones that clear each alert. A hold is cleared by the release, a delay by the next physical milestone. */
const CLEARED_BY: Partial<Record<MilestoneCode, readonly MilestoneCode[]>> = {
  CUSTOMS_HOLD: ['CUSTOMS_RELEASED'],
  FREE_TIME_EXPIRING: [...LEFT_TERMINAL, 'FREE_TIME_EXPIRED'],
  FREE_TIME_EXPIRED: LEFT_TERMINAL,
  PICKUP_NEAR_NOT_BOOKED: ['BOOKING_CONFIRMED', 'DISPATCHED'],
  PICKUP_NEAR_NOT_DISPATCHED: ['DISPATCHED', 'LOADING'],
  CHECK_CALL_DUE: ['CHECK_CALL', 'CHECK_CALL_OVERDUE'],
  CHECK_CALL_OVERDUE: ['CHECK_CALL'],
  RATE_CON_NOT_SIGNED: ['RATE_CONFIRMED'],
  RATE_CON_EXPIRED: ['RATE_CONFIRMED'],
  RETURNED_TO_SHIPPER: [],
};

/**
 * Alerts that a milestone after them makes needless if it proves this stage, whatever is reported about them: a driver who has
 * arrived needs no check call, and cargo that was picked up was booked and dispatched.
 */
const OVER_FROM: Partial<Record<MilestoneCode, Stage>> = {
  PICKUP_NEAR_NOT_BOOKED: 'booked',
  PICKUP_NEAR_NOT_DISPATCHED: 'dispatched',
  CHECK_CALL_DUE: 'arrived',
  CHECK_CALL_OVERDUE: 'arrived',
};

/** Alerts about a driver underway, which are needless at the door also if they are raised there. */
const BEFORE_THE_DOOR = new Set<MilestoneCode>(['CHECK_CALL_DUE', 'CHECK_CALL_OVERDUE']);

/** Milestones that clear every exception, including holds: the cargo was delivered, or will never move. */
const FINAL: readonly MilestoneCode[] = ['DELIVERED', 'CANCELLED', 'REMOVED'];

/** Alerts that, like every delay, mean nothing once the shipment has ended, even if they are raised after that. */
const ONLY_UNDERWAY = new Set<MilestoneCode>([
  'CHECK_CALL_DUE',
  'CHECK_CALL_OVERDUE',
  'PICKUP_NEAR_NOT_BOOKED',
  'PICKUP_NEAR_NOT_DISPATCHED',
]);

/** Exams before the export, which end when the cargo sails, whatever is reported. */
const EXPORT_EXAM = /^export_/;
const SAILED: readonly MilestoneCode[] = ['DEPARTED', 'ARRIVED', 'DISCHARGED', 'OUT_FOR_DELIVERY'];

/** Alerts about a date: the milestone that clears them may have occurred before that date. */
const ABOUT_A_DATE = new Set<MilestoneCode>(['FREE_TIME_EXPIRING', 'FREE_TIME_EXPIRED']);

/**
 * Finds the exceptions among the milestones, and for each the first later milestone that clears it. No provider reports the end
 * of a delay, so the next move of the cargo clears it; one that is reported for a shipment that has ended is over at once. An exception of one container is cleared by milestones of that container,
 * one of the whole shipment when each container has one. Of two equal exceptions that are open at the same time only the first is
 * kept. `left`: the claims that prove that containers left the terminal.
 */
export function findExceptions(
  claims: readonly MilestoneClaim[],
  proofs: readonly Evidence[],
  containers: readonly string[],
  left: readonly MilestoneClaim[],
): ShipmentException[] {
  const gone = new Set(left);
  const actual = claims.filter((claim) => claim.standing === 'current' && claim.classifier !== 'EST' && !claim.flag);
  const facts = inTime(actual.filter((claim) => claim.classifier === 'ACT'));
  const stages = new Map(proofs.map(({ claim, rank }) => [claim, rank]));
  const counts = (claim: MilestoneClaim, raised: MilestoneClaim) =>
    ABOUT_A_DATE.has(raised.code) && LEFT_TERMINAL.includes(claim.code)
      ? gone.has(claim)
      : clears(claim, raised, stages.get(claim));
  const reached = reachedStages(proofs);
  const found: ShipmentException[] = [];
  for (const raised of actual) {
    const kind = milestoneKind(raised.code).exception;
    if (!kind) continue;
    const codes = codesThatClear(raised, kind);
    const reported = raised.about
      ? latestOf(raised.about.map((one) => firstOf(facts, codes, raised, one, counts)))
      : (firstOf(facts, codes, raised, NO_CONTAINER, counts) ??
        latestOf(containers.map((one) => firstOf(facts, codes, raised, one, counts))));
    const cleared = earlierOf(reported, passedBy(raised, reached));
    const where = cleared?.place ? ` ${cleared.place.unlocode ?? cleared.place.name}` : '';
    found.push({ kind, raised, cleared, clearedReason: cleared ? `${MILESTONES[cleared.code].label}${where}` : null });
  }
  return withoutRepeated(found);
}

const PHYSICAL = MILESTONE_CODES.filter((code) => milestoneKind(code).physical);

function codesThatClear({ code, reason }: MilestoneClaim, kind: ShipmentException['kind']): readonly MilestoneCode[] {
  if (EXPORT_EXAM.test(reason ?? '')) return [...FINAL, ...(CLEARED_BY[code] ?? []), ...SAILED];
  return [...FINAL, ...(kind === 'delay' ? PHYSICAL : (CLEARED_BY[code] ?? []))];
}

/**
 * Whether a milestone may clear an exception, given the stage that it proves: the delivery of a haul to the port clears nothing, and
 * only the departure of the main carriage ends an export exam.
 */
function clears(claim: MilestoneClaim, raised: MilestoneClaim, rank: number | undefined): boolean {
  if (claim.code === 'DELIVERED') return rank === undefined || rank >= STAGES.delivered.rank;
  return raised.code !== 'CUSTOMS_HOLD' || !SAILED.includes(claim.code) || (rank ?? 0) >= STAGES.in_transit.rank;
}

/** Actual milestones by code and container, sorted by time, so that clearing thousands of alerts needs no full scan for each. */
type InTime = ReadonlyMap<string, readonly MilestoneClaim[]>;

/** The key of milestones without a container, which count for each of them. */
const NO_CONTAINER = '';

function inTime(facts: readonly MilestoneClaim[]): InTime {
  const found = new Map<string, MilestoneClaim[]>();
  for (const claim of [...facts].sort(order)) {
    for (const container of claim.about ?? [NO_CONTAINER]) {
      const key = `${claim.code} ${container}`;
      const list = found.get(key);
      if (list) list.push(claim);
      else found.set(key, [claim]);
    }
  }
  return found;
}

type Counts = (claim: MilestoneClaim, raised: MilestoneClaim) => boolean;

/** The first milestone of some codes that clears an exception of a container, about that container or about all. */
function firstOf(
  facts: InTime,
  codes: readonly MilestoneCode[],
  raised: MilestoneClaim,
  container: string,
  counts: Counts,
): MilestoneClaim | null {
  let first: MilestoneClaim | null = null;
  for (const code of codes) {
    for (const one of container === NO_CONTAINER ? [NO_CONTAINER] : [NO_CONTAINER, container]) {
      const list = facts.get(`${code} ${one}`) ?? [];
      const from = mayPrecede(code, raised) ? 0 : countUntil(list, raised.moment.at);
      const claim = list.slice(from).find((each) => counts(each, raised));
      if (claim && (!first || order(claim, first) < 0)) first = claim;
    }
  }
  return first;
}

/** The milestones of the whole shipment that prove at least a stage, sorted by time. */
function reachedStages(proofs: readonly Evidence[]): ReadonlyMap<Stage, readonly MilestoneClaim[]> {
  const sorted = proofs.filter(({ claim }) => claim.about === null).sort((a, b) => order(a.claim, b.claim));
  const claimsFrom = (stage: Stage) => sorted.flatMap(({ claim, rank }) => (rank < STAGES[stage].rank ? [] : claim));
  return new Map([...Object.values(OVER_FROM), 'at_destination' as const].map((stage) => [stage, claimsFrom(stage)]));
}

/** The first milestone that makes an alert needless. */
function passedBy(
  { code, moment }: MilestoneClaim,
  reached: ReadonlyMap<Stage, readonly MilestoneClaim[]>,
): MilestoneClaim | null {
  const stage = OVER_FROM[code];
  if (stage === undefined) return null;
  const claims = reached.get(stage) ?? [];
  const atTheDoor = BEFORE_THE_DOOR.has(code) ? reached.get('at_destination')?.[0] : undefined;
  return earlierOf(claims[countUntil(claims, moment.at)] ?? null, atTheDoor ?? null);
}

function earlierOf(a: MilestoneClaim | null, b: MilestoneClaim | null): MilestoneClaim | null {
  return a && b ? (order(a, b) <= 0 ? a : b) : (a ?? b);
}

/** Whether a milestone clears an exception also if it occurred before it. */
function mayPrecede(code: MilestoneCode, { code: raised }: MilestoneClaim): boolean {
  if (ABOUT_A_DATE.has(raised)) return true;
  return FINAL.includes(code) && (milestoneKind(raised).exception === 'delay' || ONLY_UNDERWAY.has(raised));
}

/** The last of the clearing milestones of all containers; null while the exception is open for one of them. */
function latestOf(ends: readonly (MilestoneClaim | null)[]): MilestoneClaim | null {
  if (ends.some((end) => end === null)) return null;
  return ends.reduce((last, end) => (last && end && order(last, end) > 0 ? last : end), null);
}

/** Leaves out exceptions that repeat an open one, with the same reason and containers. */
function withoutRepeated(found: readonly ShipmentException[]): ShipmentException[] {
  const latest = new Map<string, ShipmentException>();
  const kept = new Set<ShipmentException>();
  for (const one of [...found].sort((a, b) => order(a.raised, b.raised))) {
    const { code, reason, leg, about } = one.raised;
    const key = JSON.stringify([code, reason, leg, about]);
    const before = latest.get(key);
    if (before && (!before.cleared || order(one.raised, before.cleared) < 0)) continue;
    latest.set(key, one);
    kept.add(one);
  }
  return found.filter((one) => kept.has(one));
}

/** How many claims, sorted by time, occurred at or before an instant. */
function countUntil(claims: readonly MilestoneClaim[], at: string): number {
  let [low, high] = [0, claims.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((claims[middle] as MilestoneClaim).moment.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Timed = Pick<MilestoneClaim, 'key' | 'moment'>;

function order(a: Timed, b: Timed): number {
  return a.moment.at < b.moment.at ? -1 : a.moment.at > b.moment.at ? 1 : a.key < b.key ? -1 : 1;
}
