import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '#words';
import { buttonClass } from './button.tsx';
import { cx } from './cx.ts';

type Props = { previous: string | null; next: string | null; note: ReactNode };

/** Links to the previous and next page; disabled at the ends. */
export function Pager({ previous, next, note }: Props) {
  const { t } = useWords();
  return (
    <nav
      aria-label={t('Pages')}
      className="flex items-center justify-between gap-3 px-4 py-3 text-xs text-faint lg:px-6"
    >
      <span>{note}</span>
      <span className="flex gap-1.5">
        <Step href={previous}>
          <ChevronLeft aria-hidden className="size-3.5" />
          {t('Previous')}
        </Step>
        <Step href={next}>
          {t('Next')}
          <ChevronRight aria-hidden className="size-3.5" />
        </Step>
      </span>
    </nav>
  );
}

function Step({ href, children }: { href: string | null; children: ReactNode }) {
  if (href) {
    return (
      <Link href={href} className={buttonClass('plain', 'h-7 text-xs')}>
        {children}
      </Link>
    );
  }
  return (
    <span
      aria-disabled="true"
      className={cx(buttonClass('plain', 'h-7 text-xs text-faint pointer-coarse:min-h-11'), 'opacity-60')}
    >
      {children}
    </span>
  );
}
