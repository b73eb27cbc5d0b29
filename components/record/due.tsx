'use client';
import { Clock } from 'lucide-react';
import { useWords } from '#words';
import { useNow } from '../time/clock.tsx';
import { Chip } from '../ui/chip.tsx';

const DAY = 86_400_000;

/** Whole days since the end of a day (YYYY-MM-DD), in UTC like the lists; negative before it. */
export function daysSince(day: string, now: number): number {
  return Math.floor(now / DAY) - Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY);
}

const PASSED = {
  overdue: '{n} d overdue',
  late: '{n} d late',
  'awaiting confirmation': '{n} d awaiting confirmation',
  '': '{n} d',
} as const;

type Props = {
  day: string | null;
  /** Whether it is open: only then it can be late. */
  open: boolean;
  /** The word for a passed day; none where no day can be late. */
  word: keyof typeof PASSED;
  /** The countdown starts this many days before. */
  soon?: number;
  none?: string;
};

/** A due date, and by how much it has passed. */
export function Due({ day, open, word, soon = 3, none = '–' }: Props) {
  const now = useNow();
  const words = useWords();
  const { t } = words;
  if (day === null) return <span className="text-faint">{t(none)}</span>;
  const days = daysSince(day, now);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 whitespace-nowrap">
      <time dateTime={day}>{words.day(day)}</time>
      {open && days > 0 && (
        <Chip tone="late" icon={Clock}>
          {t(PASSED[word], { n: String(days) })}
        </Chip>
      )}
      {open && days <= 0 && days > -soon && (
        <Chip tone="risk" icon={Clock}>
          {days === 0 ? t('today') : t('in {n} d', { n: -days })}
        </Chip>
      )}
    </span>
  );
}
