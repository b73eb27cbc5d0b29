import type { ExceptionType, Severity } from '#lib/model/exception.ts';
import { partId } from '#lib/model/identity.ts';
import { type MilestoneCode, milestoneKind } from '#lib/model/milestone.ts';
import { STAGES } from '#lib/model/shipment.ts';
import type { ShipmentException } from '../exceptions.ts';
import type { MilestoneClaim } from '../milestones.ts';
import { placeName } from './arrival.ts';
import type { Condition } from './condition.ts';
import type { JudgedShipment } from './judged-shipment.ts';

type Reported = { type: ExceptionType; severity: Severity; part?: string; documents?: string[] };

/** What alerts of sources mean. */
const ALERTS: Partial<Record<MilestoneCode, Reported>> = {
  FREE_TIME_EXPIRING: { type: 'charge.lfd_near', severity: 'high' },
  FREE_TIME_EXPIRED: { type: 'charge.lfd_past', severity: 'critical' },
  CHECK_CALL_DUE: { type: 'milestone.missing', severity: 'low', part: 'CHECK_CALL' },
  CHECK_CALL_OVERDUE: { type: 'milestone.missing', severity: 'medium', part: 'CHECK_CALL' },
  PICKUP_NEAR_NOT_BOOKED: { type: 'milestone.missing', severity: 'high', part: 'BOOKING_CONFIRMED' },
  PICKUP_NEAR_NOT_DISPATCHED: { type: 'milestone.missing', severity: 'high', part: 'DISPATCHED' },
  ATTEMPT_FAILED: { type: 'milestone.missing', severity: 'high', part: 'DELIVERED' },
  RETURNED_TO_SHIPPER: { type: 'milestone.missing', severity: 'high', part: 'DELIVERED' },
  RATE_CON_NOT_SIGNED: rateConfirmation('medium'),
  RATE_CON_EXPIRED: rateConfirmation('high'),
};

function rateConfirmation(severity: Severity): Reported {
  return { type: 'document.missing', severity, part: 'rate_confirmation', documents: ['rate_confirmation'] };
}

/** Holds by their reason, as sources name it; a reason that is not listed is one of customs. */
const HOLDS: readonly (readonly [RegExp, ExceptionType])[] = [
  [/agricultur|usda|fda|epa|agency/i, 'hold.agency'],
  [/terminal|yard/i, 'hold.terminal'],
  [/freight|carrier|line/i, 'hold.freight'],
];

/**
 * The open holds, delays and alerts that sources reported. Alerts about free time are left out if the last free days of the containers
 * are known.
 */
export function reportedConditions({ row, trouble }: JudgedShipment, isFreeTimeKnown: boolean): Condition[] {
  const found = trouble.flatMap((one): Condition[] => {
    if (one.cleared !== null) return [];
    const reported = meaningOf(one, row.status);
    if (!reported || (isFreeTimeKnown && reported.type.startsWith('charge.'))) return [];
    const { raised } = one;
    return [
      {
        type: reported.type,
        part: reported.part ?? containerOf(row.id, raised),
        severity: reported.severity,
        opensAt: raised.moment.at,
        deadline: reported.type.startsWith('hold.') ? row.freeTimeEndsAt : null,
        source: raised.first,
        details: {
          milestone: raised.code,
          ...(raised.reason !== null && { reason: raised.reason }),
          place: placeName(raised),
          documents: reported.documents,
        },
      },
    ];
  });
  return found.map((one) => (one.type.startsWith('hold.') ? { ...one, ...newestOf(found, one) } : one));
}

/** What is known of a hold by its newest report: papers that are missing first may lead to an exam. */
function newestOf(conditions: readonly Condition[], { type, part }: Condition): Pick<Condition, 'source' | 'details'> {
  const same = conditions.filter((one) => one.type === type && one.part === part);
  const newest = same.reduce((last, one) => (one.opensAt > last.opensAt ? one : last), same[0] as Condition);
  return { source: newest.source, details: newest.details };
}

function meaningOf({ kind, raised }: ShipmentException, status: keyof typeof STAGES): Reported | undefined {
  if (kind === 'hold') {
    const type = HOLDS.find(([reason]) => reason.test(raised.reason ?? ''))?.[1] ?? 'hold.customs';
    return { type, severity: 'high' };
  }
  const alert = ALERTS[raised.code];
  if (alert || milestoneKind(raised.code).exception !== 'delay') return alert;
  const hasDeparted = STAGES[status].rank >= STAGES.in_transit.rank;
  return { type: hasDeparted ? 'arrival.slip' : 'departure.late', severity: 'medium', part: 'reported' };
}

/** The container that it is about; empty for the whole shipment, or for several containers. */
function containerOf(shipmentId: string, { about }: MilestoneClaim): string {
  const [only, ...others] = about ?? [];
  return only === undefined || others.length > 0 ? '' : partId(shipmentId, 'container', only);
}
