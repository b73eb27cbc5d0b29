'use client';
import { Check, Clock } from 'lucide-react';
import { useNow } from '../time/clock.tsx';
import { dayText } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';
import { orderStanding, type PromisedOrder } from './order-standing.ts';

/** The day on which an order must be there, and by how much it is, will be or was late. */
export function OrderDue({ order }: { order: PromisedOrder }) {
  const standing = orderStanding(order, useNow());
  if (order.mustArriveOn === null) return <span className="text-faint">Not stated</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 whitespace-nowrap">
      <time dateTime={order.mustArriveOn}>{dayText(order.mustArriveOn)}</time>
      {standing && <Standing {...standing} />}
    </span>
  );
}

function Standing({ is, days }: NonNullable<ReturnType<typeof orderStanding>>) {
  if (is === 'was late') {
    return (
      <Chip tone="none" icon={Check}>
        delivered {days} d late
      </Chip>
    );
  }
  return (
    <Chip tone={is === 'late' ? 'late' : 'risk'} icon={Clock}>
      {is === 'due' ? (days === 0 ? 'today' : `in ${days} d`) : `${days} d late${is === 'late' ? '' : ' expected'}`}
    </Chip>
  );
}
