'use client';
import { Check, Clock } from 'lucide-react';
import type { DaysLate } from '#db/queries/purchase-order.ts';
import { useLatenessLimits } from '../lateness/limits.tsx';
import { Chip } from '../ui/chip.tsx';

/** The delivery compared with the required delivery date. */
export function Lateness({ days }: { days: DaysLate }) {
  const { purchase_order: limit } = useLatenessLimits();
  if (days === null) return <span className="text-faint">No date to compare</span>;
  if (days > 0) {
    return (
      <Chip tone={days >= limit ? 'late' : 'risk'} icon={Clock}>
        {days} d {days >= limit ? 'late' : 'behind'}
      </Chip>
    );
  }
  return (
    <Chip tone="ok" icon={Check}>
      {days === 0 ? 'On the day' : `${-days} d early`}
    </Chip>
  );
}
