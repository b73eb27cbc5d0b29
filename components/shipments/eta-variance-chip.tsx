'use client';
import { Check, TrendingDown, TrendingUp } from 'lucide-react';
import { useLatenessLimits } from '#components/lateness/limits.tsx';
import { useNow } from '#components/time/clock.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { useWords } from '#words';
import { type ExpectedArrival, etaVarianceOf } from './eta-variance.ts';

/** `+3 d vs plan` or `overdue by 5 h`: arrow and sign show the direction, the colour the severity. */
export function EtaVarianceChip({ shipment }: { shipment: ExpectedArrival }) {
  const variance = etaVarianceOf(shipment, useNow(), useLatenessLimits(), useWords());
  if (!variance) return null;
  const { size, short, whole, tone } = variance;
  const [before, after] = whole.split(short);
  return (
    <Chip tone={tone} icon={size === 0 ? Check : size > 0 ? TrendingUp : TrendingDown}>
      {before && <span className="compact:max-2xl:sr-only">{before}</span>}
      <span className={size === 0 ? 'compact:max-2xl:sr-only' : undefined}>{short}</span>
      {after && <span className="compact:max-2xl:sr-only">{after}</span>}
    </Chip>
  );
}
