import type { ExceptionType } from '#lib/model/exception.ts';
import { daysBehind, lateFrom, overdueFrom, varianceOf } from '#lib/model/lateness.ts';
import { limitOf } from '#lib/model/lateness-limits.ts';
import { deriveOverdueAt } from '../alerts.ts';
import type { MilestoneClaim } from '../milestones.ts';
import { isFirstMain } from '../next-milestone.ts';
import type { RouteShape } from '../stage-on-leg.ts';
import { type Condition, instantOf } from './condition.ts';
import type { JudgedShipment } from './judged-shipment.ts';

/** An arrival this many days after the promise is severe from the start. */
const MUCH_LATER_DAYS = 7;

/**
 * An arrival that is expected late, and one that is overdue: together they are due exactly while the shipment is late
 * (`shipments.late_at`).
 */
export function arrivalConditions({ row, eta: { eta, baseline }, limits, timeZone }: JudgedShipment): Condition[] {
  if (row.lateAt === null || eta === null) return [];
  const limit = limitOf(limits, row.mode);
  const at = { place: placeName(eta), timeZone: timeZone ?? undefined };
  const isBehind = baseline !== null && varianceOf(baseline, eta.moment, limit, timeZone).isLate;
  const overdueAt = isBehind ? new Date(lateFrom([eta.moment], limit, timeZone)).toISOString() : row.lateAt;
  const overdue: Condition = {
    ...{ type: 'arrival.overdue', part: '', severity: 'medium', opensAt: overdueAt, source: eta.first },
    deadline: instantOf(overdueFrom(eta.moment, timeZone)),
    details: { expected: eta.moment, milestone: eta.code, ...at },
  };
  if (!isBehind) return [overdue];
  const days = daysBehind(baseline, eta.moment, timeZone);
  const slip: Condition = {
    ...{ type: 'arrival.slip', part: '', opensAt: row.lateAt, endsAt: overdueAt, source: eta.first },
    severity: days >= MUCH_LATER_DAYS ? 'high' : 'medium',
    details: { expected: baseline, now: eta.moment, days, milestone: eta.code, ...at, ...reasonOf(eta) },
  };
  return [slip, overdue];
}

/**
 * The next milestone, and the departure of the main carriage behind it, each if it is overdue before it is reported; not the arrival, which
 * has conditions of its own.
 */
export function overdueConditions(shipment: JudgedShipment): Condition[] {
  const { row, eta, next, departure, limits } = shipment;
  const isArrival = next !== null && next.key === eta.eta?.key && row.lateAt !== null;
  const waiting = [isArrival ? null : next, departure?.key === next?.key ? null : departure];
  return waiting.flatMap((claim) => {
    const opensAt = deriveOverdueAt({ stage: row.status, mode: row.mode, limits }, claim);
    return claim === null || opensAt === null ? [] : [overdueCondition(claim, opensAt, shipment.shape)];
  });
}

function overdueCondition(claim: MilestoneClaim, opensAt: string, shape: RouteShape): Condition {
  const type = typeOf(claim, shape);
  return {
    type,
    part: type === 'milestone.missing' ? claim.code : (claim.leg ?? ''),
    severity: type === 'milestone.missing' ? 'low' : 'medium',
    opensAt,
    deadline: instantOf(overdueFrom(claim.moment, claim.place?.timeZone)),
    source: claim.first,
    details: {
      ...{ expected: claim.moment, milestone: claim.code, place: placeName(claim) },
      timeZone: claim.place?.timeZone ?? undefined,
    },
  };
}

/** Modes that sail or fly by a schedule, so that cargo waits for a connection. */
export const SCHEDULED: ReadonlySet<string | undefined> = new Set(['ocean', 'air', 'rail', 'barge']);

function typeOf({ code, leg }: MilestoneClaim, shape: RouteShape): ExceptionType {
  const isPickup = code === 'AT_PICKUP';
  if (code !== 'DEPARTED' && !isPickup) return 'milestone.missing';
  if (isFirstMain(leg, shape)) return 'departure.late';
  if (isPickup) return 'milestone.missing';
  const { legs, positions, firstMain, lastMain } = shape;
  const at = positions.get(leg ?? '') ?? -1;
  const isConnection = at > firstMain && at <= lastMain && SCHEDULED.has(legs[at]?.fields.mode);
  return isConnection ? 'transshipment.dwell' : 'milestone.missing';
}

/** The place of a milestone as it is shown: its name, else its UN/LOCODE. */
export function placeName({ place }: Pick<MilestoneClaim, 'place'>): string | undefined {
  return place?.name || place?.unlocode || undefined;
}

const reasonOf = ({ reason }: MilestoneClaim) => (reason === null ? {} : { reason });
