import { MILESTONE_CODES, MILESTONES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { Evidence } from './evidence.ts';
import type { MilestoneClaim } from './milestones.ts';

/** Trouble that was reported, and what ended it if anything did. */
export type ShipmentException = {
  kind: 'hold' | 'delay' | 'alert';
  raised: MilestoneClaim;
  cleared: MilestoneClaim | null;
  clearedReason: string | null;
};

/** What may say that a container left the terminal, where it does. */
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

/** What clears an alert of its own kind. A hold ends with the release, a delay with the next thing that really moves. */
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

/** Codes that end every trouble, holds too: the goods are where they should be, or will never move. */
const FINAL: readonly MilestoneCode[] = ['DELIVERED', 'CANCELLED', 'REMOVED'];

/** Exams before the export: over, whatever anybody reports of them, once the goods sailed. */
const EXPORT_EXAM = /^export_/;
const SAILED: readonly MilestoneCode[] = ['DEPARTED', 'ARRIVED', 'DISCHARGED', 'OUT_FOR_DELIVERY'];

/** Alerts whose time is a day to come or past: what ends them may have happened before that day. */
const BY_THE_DAY = new Set<MilestoneCode>(['FREE_TIME_EXPIRING', 'FREE_TIME_EXPIRED']);

/**
 * Finds the trouble among the milestones and what cleared each: the first clearing milestone that occurred after it. No
 * provider says "resolved" for a delay, so the next move of the goods is taken for it. What is about one container is cleared by
 * what happened to that one; trouble of the whole shipment when it happened to each. Of two that say the same and are open at
 * once the first stands for both. `left` is what proves that containers left the terminal.
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
    BY_THE_DAY.has(raised.code) && LEFT_TERMINAL.includes(claim.code)
      ? gone.has(claim)
      : clears(claim, raised, stages.get(claim));
  const found: ShipmentException[] = [];
  for (const raised of actual) {
    const kind = milestoneKind(raised.code).exception;
    if (!kind) continue;
    const codes = codesThatClear(raised, kind);
    const cleared = raised.about
      ? latestOf(raised.about.map((one) => firstOf(facts, codes, raised, one, counts)))
      : (firstOf(facts, codes, raised, WHOLE, counts) ??
        latestOf(containers.map((one) => firstOf(facts, codes, raised, one, counts))));
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

/** Whether a fact ends trouble where it lies on the route: a haul to the port is no delivery, and no exam ends before the sailing. */
function clears(claim: MilestoneClaim, raised: MilestoneClaim, rank: number | undefined): boolean {
  if (claim.code === 'DELIVERED') return rank === undefined || rank >= STAGES.delivered.rank;
  return raised.code !== 'CUSTOMS_HOLD' || !SAILED.includes(claim.code) || (rank ?? 0) >= STAGES.in_transit.rank;
}

/** Facts by code and container in the order of time: among thousands of alerts, what clears each is not searched for in all. */
type InTime = ReadonlyMap<string, readonly MilestoneClaim[]>;

/** Facts about no container in particular: they are about each. */
const WHOLE = '';

function inTime(facts: readonly MilestoneClaim[]): InTime {
  const found = new Map<string, MilestoneClaim[]>();
  for (const claim of [...facts].sort(order)) {
    for (const container of claim.about ?? [WHOLE]) {
      const key = `${claim.code} ${container}`;
      const list = found.get(key);
      if (list) list.push(claim);
      else found.set(key, [claim]);
    }
  }
  return found;
}

type Counts = (claim: MilestoneClaim, raised: MilestoneClaim) => boolean;

/** The first fact of some codes that ends what was raised for a container, be it about that container or about all. */
function firstOf(
  facts: InTime,
  codes: readonly MilestoneCode[],
  raised: MilestoneClaim,
  container: string,
  counts: Counts,
): MilestoneClaim | null {
  let first: MilestoneClaim | null = null;
  for (const code of codes) {
    for (const one of container === WHOLE ? [WHOLE] : [WHOLE, container]) {
      const list = facts.get(`${code} ${one}`) ?? [];
      const from = BY_THE_DAY.has(raised.code) ? 0 : countUntil(list, raised.moment.at);
      const claim = list.slice(from).find((each) => counts(each, raised));
      if (claim && (!first || order(claim, first) < 0)) first = claim;
    }
  }
  return first;
}

/** The last of what ended trouble for each container; null while it goes on for one of them. */
function latestOf(ends: readonly (MilestoneClaim | null)[]): MilestoneClaim | null {
  if (ends.some((end) => end === null)) return null;
  return ends.reduce((last, end) => (last && end && order(last, end) > 0 ? last : end), null);
}

/** Leaves out what repeats an exception that was open already, in the same words about the same containers. */
function withoutRepeated(found: readonly ShipmentException[]): ShipmentException[] {
  const standing = new Map<string, ShipmentException>();
  const kept = new Set<ShipmentException>();
  for (const one of [...found].sort((a, b) => order(a.raised, b.raised))) {
    const { code, reason, leg, about } = one.raised;
    const key = JSON.stringify([code, reason, leg, about]);
    const before = standing.get(key);
    if (before && (!before.cleared || order(one.raised, before.cleared) < 0)) continue;
    standing.set(key, one);
    kept.add(one);
  }
  return found.filter((one) => kept.has(one));
}

/** How many of some claims in the order of time did not occur after an instant. */
function countUntil(claims: readonly MilestoneClaim[], at: string): number {
  let [low, high] = [0, claims.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((claims[middle] as MilestoneClaim).moment.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function order(a: MilestoneClaim, b: MilestoneClaim): number {
  return a.moment.at < b.moment.at ? -1 : a.moment.at > b.moment.at ? 1 : a.key < b.key ? -1 : 1;
}
