'use client';
import { Check, TrendingDown, TrendingUp } from 'lucide-react';
import { useLatenessLimits } from '#components/lateness/limits.tsx';
import { useNow } from '#components/time/clock.tsx';
import { Chip } from '#components/ui/chip.tsx';
import { type ExpectedArrival, etaVarianceOf, OVERDUE } from './eta-variance.ts';

/** `+3 d vs plan` or `overdue by 5 h`: arrow and sign show the direction, the colour the severity. */
export function EtaVarianceChip({ shipment }: { shipment: ExpectedArrival }) {
  const variance = etaVarianceOf(shipment, useNow(), useLatenessLimits());
  if (!variance) return null;
  const { size, text, against, tone } = variance;
  return (
    <Chip tone={tone} icon={size === 0 ? Check : size > 0 ? TrendingUp : TrendingDown}>
      {text.startsWith(OVERDUE) && <span className="compact:max-2xl:sr-only">{OVERDUE}</span>}
      <span className={size === 0 ? 'compact:max-2xl:sr-only' : undefined}>{text.replace(OVERDUE, '')}</span>
      {size !== 0 && against && <span className="compact:max-2xl:sr-only"> {against}</span>}
    </Chip>
  );
}
