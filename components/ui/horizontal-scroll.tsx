import type { ReactNode } from 'react';

/** Holds what may be wider than the screen, and can be reached and scrolled by keyboard. */
export function HorizontalScroll({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no mouse scrolls it with the arrow keys
    <section aria-label={label} tabIndex={0} className={`relative overflow-x-auto ${className ?? ''}`}>
      {children}
    </section>
  );
}
