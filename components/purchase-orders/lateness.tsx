import { Check, Clock } from 'lucide-react';
import type { DaysLate } from '#db/queries/purchase-order.ts';
import { Chip } from '../ui/chip.tsx';

/** How a shipment's arrival stands against the day on which the goods must be there. */
export function Lateness({ days }: { days: DaysLate }) {
  if (days === null) return <span className="text-faint">No day to compare</span>;
  if (days > 0) {
    return (
      <Chip tone="late" icon={Clock}>
        {days} d late
      </Chip>
    );
  }
  return (
    <Chip tone="ok" icon={Check}>
      {days === 0 ? 'On the day' : `${-days} d early`}
    </Chip>
  );
}
