'use client';
import { Clock } from 'lucide-react';
import { useWords } from '#words';
import { useNow } from '../time/clock.tsx';
import { spanText } from '../time/format.ts';
import { Chip } from '../ui/chip.tsx';

const DAY = 86_400_000;

/** The countdown to the end of free time, an instant in milliseconds. */
export function LastFreeDay({ end }: { end: number }) {
  const words = useWords();
  const left = end - useNow();
  if (Number.isNaN(left)) return null;
  const span = spanText(left, words);
  const tone = left < 0 ? 'late' : left < 2 * DAY ? 'risk' : 'none';
  return (
    <Chip tone={tone} icon={Clock}>
      {left < 0 ? words.t('{span} past', { span }) : span}
    </Chip>
  );
}
