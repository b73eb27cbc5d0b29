import { spanText } from '#components/time/format.ts';
import type { Tone } from '#components/ui/chip.tsx';
import type { Words } from '#lib/model/language.ts';
import { hasArrived, lateFrom, overdueFrom, varianceOf } from '#lib/model/lateness.ts';
import { type LatenessLimits, limitOf } from '#lib/model/lateness-limits.ts';
import type { Stage } from '#lib/model/shipment.ts';
import type { Moment } from '#lib/model/time.ts';
import { ENGLISH } from '#lib/words/words-of.ts';

/** `short` is the part of `whole` that is shown where there is no room: colour and arrow say the rest. */
export type EtaVariance = { size: number; short: string; whole: string; tone: Tone };

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

/** `+3 d`, `−4 h` */
export function signedText(amount: number, unit: 'd' | 'h', { t }: Words): string {
  const text = t(unit === 'd' ? '{n} d' : '{n} h', { n: String(Math.abs(amount)) });
  return `${amount > 0 ? '+' : '−'}${text}`;
}

/** The time zone at the end of the main carriage. */
export const zoneOf = ({ portOfDischarge, destination }: Pick<ExpectedArrival, 'portOfDischarge' | 'destination'>) =>
  (portOfDischarge ?? destination)?.timeZone;

/** Cancelled and removed shipments do not arrive, so they are neither late nor on time. */
const ENDED_WITHOUT_ARRIVAL: ReadonlySet<Stage> = new Set(['cancelled', 'removed']);

/**
 * The variance of an arrival or ETA from its baseline, or, if the ETA has passed without an arrival, the time since. Null without an ETA
 * or a baseline.
 */
export function etaVarianceOf(
  shipment: ExpectedArrival,
  now: number,
  limits: LatenessLimits,
  words: Words = ENGLISH,
): EtaVariance | null {
  const { t } = words;
  const { status, mode, arrived, eta, etaBaseline: baseline, etaBaselineKind: kind } = shipment;
  const moment = arrived ?? eta;
  if (!moment || ENDED_WITHOUT_ARRIVAL.has(status)) return null;
  const limit = limitOf(limits, mode);
  const zone = zoneOf(shipment);
  const due = arrived || hasArrived(status, mode) ? Number.POSITIVE_INFINITY : overdueFrom(moment, zone);
  if (now > due) {
    const isLate = now >= lateFrom(baseline ? [moment, baseline] : [moment], limit, zone);
    const short = spanText(now - due, words);
    return { size: now - due, short, whole: t('overdue by {span}', { span: short }), tone: isLate ? 'late' : 'risk' };
  }
  if (!baseline || !kind) return null;
  const { amount, unit, isLate } = varianceOf(baseline, moment, limit, zone);
  if (amount === 0) return { size: 0, short: t('On time'), whole: t('On time'), tone: 'ok' };
  const tone = isLate ? 'late' : amount > 0 ? 'risk' : 'ok';
  const short = signedText(amount, unit, words);
  const whole = t(kind === 'planned' ? '{size} vs plan' : '{size} vs first estimate', { size: short });
  return { size: amount, short, whole, tone };
}
