'use client';
import { Clock } from 'lucide-react';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { useNow } from '../time/clock.tsx';
import { TONE_TEXT } from '../ui/chip.tsx';
import { cx } from '../ui/cx.ts';
import { exceptionClock, type Timed } from './clock.ts';

/** The clock of an exception, which runs. */
export function ClockText({ item, className }: { item: Timed; className?: string }) {
  const { text, title, tone } = exceptionClock(item, useNow(), useShownZone(), useWords());
  return (
    <span
      title={title}
      className={cx('inline-flex items-center gap-1 text-xs whitespace-nowrap', TONE_TEXT[tone], className)}
    >
      <Clock aria-hidden className="size-3 shrink-0" />
      {text}
    </span>
  );
}
