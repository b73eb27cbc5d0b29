import { daysBetween } from '#components/time/format.ts';
import type { Tone } from '#components/ui/chip.tsx';
import { LATE_FROM_DAYS } from '#lib/model/shipment-view.ts';
import type { Moment } from '#lib/model/time.ts';

export type EtaVariance = { days: number; text: string; against: string; tone: Tone };

/** How far an arrival moved from what it is measured against; null when there is nothing to measure against. */
export function etaVarianceOf(
  moment: Moment | null,
  baseline: Moment | null,
  kind: 'planned' | 'first_estimate' | null,
): EtaVariance | null {
  if (!moment || !baseline || !kind) return null;
  const days = daysBetween(baseline, moment);
  const against = kind === 'planned' ? 'vs plan' : 'vs first estimate';
  if (days === 0) return { days, text: 'On time', against, tone: 'ok' };
  const tone = days >= LATE_FROM_DAYS ? 'late' : days > 0 ? 'risk' : 'ok';
  return { days, text: `${days > 0 ? '+' : '−'}${Math.abs(days)} d`, against, tone };
}
