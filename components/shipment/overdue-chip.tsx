'use client';
import { Clock } from 'lucide-react';
import { overdueBy } from '#lib/model/lateness.ts';
import { limitOf } from '#lib/model/lateness-limits.ts';
import type { Moment } from '#lib/model/time.ts';
import { useWords } from '#words';
import { useLatenessLimits } from '../lateness/limits.tsx';
import { useNow } from '../time/clock.tsx';
import { spanText } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';

type Props = { expected: Moment; mode: string | null; timeZone: string | null | undefined };

/**
 * By how much a milestone that was not reported is past its time. `Overdue` is what the tab of overdue milestones counts: past the time that
 * the mode allows, too. Nothing while it is to come.
 */
export function OverdueChip({ expected, mode, timeZone }: Props) {
  const words = useWords();
  const limit = limitOf(useLatenessLimits(), mode);
  const overdue = overdueBy(expected, limit, timeZone, useNow());
  if (!overdue) return null;
  const span = spanText(overdue.size, words);
  return (
    <Chip tone={overdue.isLate ? 'late' : 'risk'} icon={Clock}>
      {words.t(overdue.isLate ? 'Overdue {span}' : 'Due {span} ago', { span })}
    </Chip>
  );
}
