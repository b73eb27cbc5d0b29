'use client';
import { Info } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useWords } from '#words';
import { useArrowKeys } from '../shell/arrow-keys.ts';
import { cx } from '../ui/cx.ts';
import { useHydrating } from '../ui/use-hydrating.ts';
import { focusFirstCard, stepCard } from './step-card.ts';

const WHY_FIXED =
  'Cards cannot be moved by hand: the stage follows from the milestones and the status that the source reports.';

/** The columns of the board, walked with the arrow keys. Who tries to drag a card is told again why that does nothing. */
export function Stages({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const [tried, setTried] = useState(false);
  const hydrating = useHydrating();
  useArrowKeys((key, from) => {
    const card = from.closest<HTMLElement>('[data-row]');
    if (card) stepCard(card, key);
    else return key === 'ArrowDown' && focusFirstCard();
    return true;
  });
  return (
    <section
      {...hydrating}
      aria-label={t('Shipments by stage')}
      className="relative min-h-0 flex-1 overflow-auto"
      onDragStart={(event) => {
        event.preventDefault();
        setTried(true);
      }}
    >
      <p
        className={cx(
          'sticky left-0 flex items-start gap-1.5 px-4 pt-3 text-xs lg:px-6',
          tried ? 'font-medium text-accent' : 'text-dim',
        )}
      >
        <Info aria-hidden className="mt-0.5 size-3.5 shrink-0" />
        {t(WHY_FIXED)}
      </p>
      <span role="status" className="sr-only">
        {tried && t(WHY_FIXED)}
      </span>
      <div className="flex min-w-fit items-start gap-3 p-4 lg:px-6 max-md:min-w-0 max-md:flex-col max-md:items-stretch print:grid print:min-w-0 print:grid-cols-3">
        {children}
      </div>
    </section>
  );
}
