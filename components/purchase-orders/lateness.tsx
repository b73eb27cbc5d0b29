'use client';
import { Check, Clock } from 'lucide-react';
import type { DaysLate } from '#db/queries/purchase-order.ts';
import { deliveryState, type ExpectedDelivery } from '#lib/model/lateness.ts';
import { useWords } from '#words';
import { useLatenessLimits } from '../lateness/limits.tsx';
import { useNow } from '../time/clock.tsx';
import { Chip } from '../ui/chip.tsx';
import { latenessWords } from './lateness-words.ts';

/** `awaited`: the delivery that was compared. */
type Props = { days: DaysLate; awaited: ExpectedDelivery | undefined };

/** The delivery compared with the required delivery date. */
export function Lateness({ days, awaited }: Props) {
  const words = useWords();
  const { purchase_order: limit } = useLatenessLimits();
  const state = deliveryState(awaited, useNow());
  if (days === null) return <span className="text-faint">{words.t('No date to compare')}</span>;
  const { text, tone } = latenessWords(days, state, limit, words);
  return (
    <Chip tone={tone} icon={tone === 'ok' ? Check : Clock}>
      {text}
    </Chip>
  );
}
