import type { ReactNode } from 'react';
import { useWords } from '#words';

/** A container for content wider than the screen, which can be scrolled by keyboard. */
export function HorizontalScroll({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  const { t } = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys
    <section aria-label={t(label)} tabIndex={0} className={`relative overflow-x-auto ${className ?? ''}`}>
      {children}
    </section>
  );
}
