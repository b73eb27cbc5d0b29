import type { ExceptionType } from '#lib/model/exception.ts';
import { dayAt, daysApart, lateFrom, overdueFrom, varianceOf } from '#lib/model/lateness.ts';
import { limitOf } from '#lib/model/lateness-limits.ts';
import type { MilestoneClaim } from '../milestones.ts';
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
  const days = daysApart(dayAt(baseline, timeZone), dayAt(eta.moment, timeZone));
  const slip: Condition = {
    ...{ type: 'arrival.slip', part: '', opensAt: row.lateAt, endsAt: overdueAt, source: eta.first },
    severity: days >= MUCH_LATER_DAYS ? 'high' : 'medium',
    details: { expected: baseline, now: eta.moment, days, milestone: eta.code, ...at, ...reasonOf(eta) },
  };
  return [slip, overdue];
}

/** The next milestone, if it is overdue before it is reported; not the arrival, which has conditions of its own. */
export function overdueConditions({ row, eta: { eta }, next, shape }: JudgedShipment): Condition[] {
  if (row.overdueAt === null || next === null || (next.key === eta?.key && row.lateAt !== null)) return [];
  const type = typeOf(next, shape);
  return [
    {
      type,
      part: type === 'milestone.missing' ? next.code : (next.leg ?? ''),
      severity: type === 'milestone.missing' ? 'low' : 'medium',
      opensAt: row.overdueAt,
      deadline: instantOf(overdueFrom(next.moment, next.place?.timeZone)),
      source: next.first,
      details: {
        ...{ expected: next.moment, milestone: next.code, place: placeName(next) },
        timeZone: next.place?.timeZone ?? undefined,
      },
    },
  ];
}

/** Modes that sail or fly by a schedule, so that cargo waits for a connection. */
export const SCHEDULED: ReadonlySet<string | undefined> = new Set(['ocean', 'air', 'rail', 'barge']);

function typeOf({ code, leg }: MilestoneClaim, { legs, positions, firstMain, lastMain }: RouteShape): ExceptionType {
  if (code !== 'DEPARTED') return 'milestone.missing';
  const at = leg === null ? firstMain : (positions.get(leg) ?? -1);
  if (at === firstMain) return 'departure.late';
  const isConnection = at > firstMain && at <= lastMain && SCHEDULED.has(legs[at]?.fields.mode);
  return isConnection ? 'transshipment.dwell' : 'milestone.missing';
}

/** The place of a milestone as it is shown: its name, else its UN/LOCODE. */
export function placeName({ place }: Pick<MilestoneClaim, 'place'>): string | undefined {
  return place?.name || place?.unlocode || undefined;
}

const reasonOf = ({ reason }: MilestoneClaim) => (reason === null ? {} : { reason });
