import { spanText } from '#components/time/format.ts';
import type { Tone } from '#components/ui/chip.tsx';
import { hasArrived, lateFrom, overdueFrom, varianceOf } from '#lib/model/lateness.ts';
import { type LatenessLimits, limitOf } from '#lib/model/lateness-limits.ts';
import type { Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';

export type EtaVariance = { size: number; text: string; against: string; tone: Tone };

/** Before the text of an arrival that is overdue; where there is no room, the colour and the arrow say it. */
export const OVERDUE = 'overdue by ';

/** The fields of a shipment that determine its variance. */
export type ExpectedArrival = {
  status: Stage;
  mode: string | null;
  arrived: Moment | null;
  eta: Moment | null;
  etaBaseline: Moment | null;
  etaBaselineKind: 'planned' | 'first_estimate' | null;
  portOfDischarge: { timeZone: string | null } | null;
  destination: { timeZone: string | null } | null;
};

/** The time zone at the end of the main carriage. */
export const zoneOf = ({ portOfDischarge, destination }: Pick<ExpectedArrival, 'portOfDischarge' | 'destination'>) =>
  (portOfDischarge ?? destination)?.timeZone;

/** Cancelled and removed shipments do not arrive, so they are neither late nor on time. */
const ENDED_WITHOUT_ARRIVAL: ReadonlySet<Stage> = new Set(['cancelled', 'removed']);

/**
 * The variance of an arrival or ETA from its baseline, or, if the ETA has passed without an arrival, the time since. Null without an ETA
 * or a baseline.
 */
export function etaVarianceOf(shipment: ExpectedArrival, now: number, limits: LatenessLimits): EtaVariance | null {
  const { status, mode, arrived, eta, etaBaseline: baseline, etaBaselineKind: kind } = shipment;
  const moment = arrived ?? eta;
  if (!moment || ENDED_WITHOUT_ARRIVAL.has(status)) return null;
  const limit = limitOf(limits, mode);
  const zone = zoneOf(shipment);
  const due = arrived || hasArrived(status, mode) ? Number.POSITIVE_INFINITY : overdueFrom(moment, zone);
  if (now > due) {
    const isLate = now >= lateFrom(baseline ? [moment, baseline] : [moment], limit, zone);
    return { size: now - due, text: OVERDUE + spanText(now - due), against: '', tone: isLate ? 'late' : 'risk' };
  }
  if (!baseline || !kind) return null;
  const { amount, unit, isLate } = varianceOf(baseline, moment, limit, zone);
  const against = kind === 'planned' ? 'vs plan' : 'vs first estimate';
  if (amount === 0) return { size: 0, text: 'On time', against, tone: 'ok' };
  const tone = isLate ? 'late' : amount > 0 ? 'risk' : 'ok';
  return { size: amount, text: `${amount > 0 ? '+' : '−'}${Math.abs(amount)} ${unit}`, against, tone };
}
