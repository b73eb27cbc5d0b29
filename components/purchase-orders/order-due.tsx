'use client';
import { Check, Clock } from 'lucide-react';
import { useWords } from '#words';
import { useLatenessLimits } from '../lateness/limits.tsx';
import { useNow } from '../time/clock.tsx';
import { Chip } from '../ui/chip.tsx';
import { type OrderLateness, orderLateness, type PromisedOrder } from './order-lateness.ts';

/** The required delivery date of an order, and its lateness. */
export function OrderDue({ order }: { order: PromisedOrder }) {
  const { t, day } = useWords();
  const lateness = orderLateness(order, useNow(), useLatenessLimits());
  if (order.mustArriveOn === null) return <span className="text-faint">{t('Not stated')}</span>;
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 whitespace-nowrap">
      <time dateTime={order.mustArriveOn}>{day(order.mustArriveOn)}</time>
      {lateness && <Lateness {...lateness} />}
    </span>
  );
}

const TEXTS: Readonly<Record<OrderLateness['is'], string>> = {
  late: '{n} d late',
  expected_late: '{n} d late expected',
  was_late: 'delivered {n} d late',
  behind: '{n} d behind',
  due: 'in {n} d',
};

function Lateness({ is, days }: OrderLateness) {
  const { t } = useWords();
  const text = is === 'due' && days === 0 ? t('today') : t(TEXTS[is], { n: String(days) });
  return is === 'was_late' ? (
    <Chip tone="none" icon={Check}>
      {text}
    </Chip>
  ) : (
    <Chip tone={is === 'late' ? 'late' : 'risk'} icon={Clock}>
      {text}
    </Chip>
  );
}
