'use client';
import { Clock } from 'lucide-react';
import { useNow } from '../time/clock.tsx';
import { dayText } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';

const DAY = 86_400_000;

/** Whole days since the end of a day (YYYY-MM-DD), in UTC like the lists; negative before it. */
export function daysSince(day: string, now: number): number {
  return Math.floor(now / DAY) - Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
}

type Props = {
  day: string | null;
  /** Whether it is open: only then it can be late. */
  open: boolean;
  /** The word for a passed day: `overdue`, `late`. */
  word: string;
  /** The countdown starts this many days before. */
  soon?: number;
  none?: string;
};

/** A due date, and by how much it has passed. */
export function Due({ day, open, word, soon = 3, none = '–' }: Props) {
  const now = useNow();
  if (day === null) return <span className="text-faint">{none}</span>;
  const days = daysSince(day, now);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 whitespace-nowrap">
      <time dateTime={day}>{dayText(day)}</time>
      {open && days > 0 && (
        <Chip tone="late" icon={Clock}>
          {days} d {word}
        </Chip>
      )}
      {open && days <= 0 && days > -soon && (
        <Chip tone="risk" icon={Clock}>
          {days === 0 ? 'today' : `in ${-days} d`}
        </Chip>
      )}
    </span>
  );
}
