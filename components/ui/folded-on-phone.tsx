'use client';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '#words';
import { cx } from './cx.ts';

/** Content that a phone shows on request only, below a button. Wider screens, and browsers without scripts, always show it. */
export function FoldedOnPhone({ label, children }: { label: string; children: ReactNode }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-11 w-full items-center justify-between gap-2 border-b border-line px-4 text-left font-medium text-dim -outline-offset-2 sm:hidden noscript:hidden"
      >
        {t(label)}
        <ChevronDown aria-hidden className={cx('size-4 transition-transform', open && 'rotate-180')} />
      </button>
      <div className={cx('contents', !open && 'max-sm:hidden noscript:contents!')}>{children}</div>
    </>
  );
}
