import { MILESTONES, type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import type { MilestoneClaim } from './milestones.ts';

/** Trouble that was reported, and what ended it if anything did. */
export type Trouble = {
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
export function findTrouble(claims: readonly MilestoneClaim[]): Trouble[] {
  const actual = claims.filter((claim) => claim.standing === 'current' && claim.classifier !== 'EST' && !claim.flag);
  const found: Trouble[] = [];
  for (const raised of actual) {
    const kind = milestoneKind(raised.code).exception;
    if (!kind) continue;
    const cleared = actual
      .filter((claim) => claim.classifier === 'ACT' && clears(claim, raised, kind))
      .reduce<MilestoneClaim | null>((best, claim) => (best && order(best, claim) <= 0 ? best : claim), null);
    const where = cleared?.place ? ` ${cleared.place.unlocode ?? cleared.place.name}` : '';
    found.push({ kind, raised, cleared, clearedReason: cleared ? `${MILESTONES[cleared.code].label}${where}` : null });
  }
  return found;
}

function clears(claim: MilestoneClaim, raised: MilestoneClaim, kind: Trouble['kind']): boolean {
  if (claim.moment.at <= raised.moment.at) return false;
  if (raised.container && claim.container && raised.container !== claim.container) return false;
  if (kind !== 'hold' && FINAL.includes(claim.code)) return true;
  if (kind === 'delay') return milestoneKind(claim.code).physical === true;
  return CLEARED_BY[raised.code]?.includes(claim.code) ?? false;
}

function order(a: MilestoneClaim, b: MilestoneClaim): number {
  return a.moment.at < b.moment.at ? -1 : a.moment.at > b.moment.at ? 1 : a.key < b.key ? -1 : 1;
}
