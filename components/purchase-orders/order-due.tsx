'use client';
import { Check, Clock } from 'lucide-react';
import { useLatenessLimits } from '../lateness/limits.tsx';
import { useNow } from '../time/clock.tsx';
import { dayText } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';
import { type OrderLateness, orderLateness, type PromisedOrder } from './order-lateness.ts';

/** The required delivery date of an order, and its lateness. */
export function OrderDue({ order }: { order: PromisedOrder }) {
  const lateness = orderLateness(order, useNow(), useLatenessLimits());
  if (order.mustArriveOn === null) return <span className="text-faint">Not stated</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 whitespace-nowrap">
      <time dateTime={order.mustArriveOn}>{dayText(order.mustArriveOn)}</time>
      {lateness && <Lateness {...lateness} />}
    </span>
  );
}

function Lateness({ is, days }: OrderLateness) {
  if (is === 'was late') {
    return (
      <Chip tone="none" icon={Check}>
        delivered {days} d late
      </Chip>
    );
  }
  return (
    <Chip tone={is === 'late' ? 'late' : 'risk'} icon={Clock}>
      {wordsOf(is, days)}
    </Chip>
  );
}

function wordsOf(is: OrderLateness['is'], days: number): string {
  if (is === 'due') return days === 0 ? 'today' : `in ${days} d`;
  if (is === 'behind') return `${days} d behind`;
  return `${days} d late${is === 'late' ? '' : ' expected'}`;
}
