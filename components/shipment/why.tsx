'use client';
import { lazy, type ReactNode, Suspense, useRef } from 'react';
import type { Moment } from '#lib/model/time.ts';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import { openedIn } from '../ui/opened.ts';

const loadPopup = () => import('./why-popup.tsx');
const WhyPopup = lazy(loadPopup);

/** The answer to "why?" of one value. `source` is the title of its source. */
export type Reason = {
  title: string;
  moment?: Moment | undefined;
  note?: ReactNode;
  source?: string | undefined;
  type?: string | undefined;
  reportedAt?: string | null | undefined;
  learnedAt?: string | null | undefined;
  eventId?: string | null | undefined;
};

const answers = openedIn<Reason>();

/** A value with an answer to "why?". */
export function Why({ reason, children, className }: { reason: Reason; children: ReactNode; className?: string }) {
  const { t } = useWords();
  const wasOpen = useRef(false);
  return (
    <button
      type="button"
      title={t('Why?')}
      aria-haspopup="dialog"
      onPointerEnter={() => void loadPopup()}
      onFocus={() => void loadPopup()}
      onPointerDown={({ currentTarget }) => {
        wasOpen.current = answers.isOpen(currentTarget);
      }}
      onClick={({ currentTarget }) => {
        if (wasOpen.current) answers.close(currentTarget);
        else answers.open(currentTarget, reason);
        wasOpen.current = false;
      }}
      className={cx(
        'rounded-sm text-left decoration-line-strong decoration-dotted underline-offset-4 hover:underline',
        className,
      )}
    >
      {children}
    </button>
  );
}

/** The popover that all answers of a page share. */
export function WhyLayer() {
  const opened = answers.use();
  if (!opened) return null;
  return (
    <Suspense fallback={null}>
      <WhyPopup {...opened} onClose={() => answers.close()} />
    </Suspense>
  );
}
