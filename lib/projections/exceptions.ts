import { MILESTONE_CODES, MILESTONES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import type { MilestoneClaim } from './milestones.ts';

/** Trouble that was reported, and what ended it if anything did. */
export type ShipmentException = {
  kind: 'hold' | 'delay' | 'alert';
  raised: MilestoneClaim;
  cleared: MilestoneClaim | null;
  clearedReason: string | null;
};

/** What clears an alert of its own kind. A hold ends with the release; a delay with the next thing that really moves. */
const CLEARED_BY: Partial<Record<MilestoneCode, readonly MilestoneCode[]>> = {
  CUSTOMS_HOLD: ['CUSTOMS_RELEASED'],
  FREE_TIME_EXPIRING: ['OUT_FOR_DELIVERY', 'EMPTY_RETURNED', 'DELIVERED', 'DELIVERED_PART', 'FREE_TIME_EXPIRED'],
  FREE_TIME_EXPIRED: ['OUT_FOR_DELIVERY', 'EMPTY_RETURNED', 'DELIVERED', 'DELIVERED_PART'],
  PICKUP_NEAR_NOT_BOOKED: ['BOOKING_CONFIRMED', 'DISPATCHED', 'CANCELLED'],
  PICKUP_NEAR_NOT_DISPATCHED: ['DISPATCHED', 'LOADING', 'CANCELLED'],
  CHECK_CALL_DUE: ['CHECK_CALL', 'CHECK_CALL_OVERDUE'],
  CHECK_CALL_OVERDUE: ['CHECK_CALL'],
  RATE_CON_NOT_SIGNED: ['RATE_CONFIRMED', 'CANCELLED'],
  RATE_CON_EXPIRED: ['RATE_CONFIRMED', 'CANCELLED'],
  RETURNED_TO_SHIPPER: [],
};

/** Codes that end every trouble but a hold: the goods are where they should be, or will never move. */
const FINAL: readonly MilestoneCode[] = ['DELIVERED', 'CANCELLED', 'REMOVED'];

/**
 * Finds the trouble among the milestones and what cleared each: the first clearing milestone that occurred after it. No
 * provider says "resolved" for a delay, so the next move of the goods is taken for it.
 */
export function findExceptions(claims: readonly MilestoneClaim[]): ShipmentException[] {
  const actual = claims.filter((claim) => claim.standing === 'current' && claim.classifier !== 'EST' && !claim.flag);
  const facts = inTime(actual.filter((claim) => claim.classifier === 'ACT'));
  const found: ShipmentException[] = [];
  for (const raised of actual) {
    const kind = milestoneKind(raised.code).exception;
    if (!kind) continue;
    const cleared = codesThatClear(raised.code, kind)
      .flatMap((code) => firstAfter(facts, code, raised) ?? [])
      .reduce<MilestoneClaim | null>((best, claim) => (best && order(best, claim) <= 0 ? best : claim), null);
    const where = cleared?.place ? ` ${cleared.place.unlocode ?? cleared.place.name}` : '';
    found.push({ kind, raised, cleared, clearedReason: cleared ? `${MILESTONES[cleared.code].label}${where}` : null });
  }
  return found;
}

const PHYSICAL = MILESTONE_CODES.filter((code) => milestoneKind(code).physical);

function codesThatClear(code: MilestoneCode, kind: ShipmentException['kind']): readonly MilestoneCode[] {
  if (kind === 'hold') return CLEARED_BY[code] ?? [];
  return [...FINAL, ...(kind === 'delay' ? PHYSICAL : (CLEARED_BY[code] ?? []))];
}

/** Facts by code and container in the order of time: among thousands of alerts, what clears each is not searched for in all. */
type InTime = ReadonlyMap<string, readonly MilestoneClaim[]>;

const ANY = '*';

function inTime(facts: readonly MilestoneClaim[]): InTime {
  const found = new Map<string, MilestoneClaim[]>();
  for (const claim of [...facts].sort(order)) {
    for (const container of [ANY, claim.container ?? '']) {
      const key = `${claim.code} ${container}`;
      const list = found.get(key);
      if (list) list.push(claim);
      else found.set(key, [claim]);
    }
  }
  return found;
}

/** The first fact of a code that occurred after something was raised, to the same container where both name one. */
function firstAfter(
  facts: InTime,
  code: MilestoneCode,
  { container, moment }: MilestoneClaim,
): MilestoneClaim | undefined {
  const lists = (container ? ['', container] : [ANY]).flatMap((one) => {
    const list = facts.get(`${code} ${one}`);
    return list?.[countUntil(list, moment.at)] ?? [];
  });
  return lists.sort(order)[0];
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
