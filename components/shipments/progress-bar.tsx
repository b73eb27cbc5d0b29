'use client';
import Link from 'next/link';
import { cx } from '#components/ui/cx.ts';
import { Hint } from '#components/ui/hint.tsx';
import { useWords } from '#words';
import { useShownZone } from '../personal/provider.tsx';
import { type ProgressStep, progressText } from './progress.ts';

type Props = { steps: readonly ProgressStep[]; href?: string };

/**
 * Dots on a line: solid for done, a ring for the one expected next, small for those ahead. With `href` they are a link, which takes the
 * focus and shows the steps with their dates.
 */
export function ProgressBar({ steps, href }: Props) {
  const shownIn = useShownZone();
  const words = useWords();
  return (
    <Hint
      content={<Steps steps={steps} shownIn={shownIn} />}
      {...(href && { render: <Link href={href} prefetch={false} className="inline-block rounded" /> })}
    >
      <span data-graphic className="flex h-5 items-center forced-colors:bg-surface" aria-hidden>
        {steps.map(({ label, state }, at) => (
          <span key={label} className="flex items-center">
            {at > 0 && <span className={cx('h-px w-2.5', state === 'done' ? 'bg-ink' : 'bg-line-strong')} />}
            <Dot state={state} />
          </span>
        ))}
      </span>
      <span className="sr-only">{progressText(steps, shownIn, words)}</span>
    </Hint>
  );
}

function Dot({ state }: { state: ProgressStep['state'] }) {
  return (
    <span
      className={cx(
        'block rounded-full',
        state === 'done' && 'size-2 bg-ink',
        state === 'next' && 'size-2.5 border-2 border-accent bg-surface',
        state === 'ahead' && 'size-1.5 bg-line-strong',
      )}
    />
  );
}

function Steps({ steps, shownIn }: { steps: readonly ProgressStep[]; shownIn: string | null }) {
  const { t, moment: textOf } = useWords();
  const textOfStep = (state: ProgressStep['state'], date: string | null) => {
    if (date === null) return state === 'done' ? t('no time') : '–';
    return state === 'done' ? date : t('est. {date}', { date });
  };
  return (
    <ul className="flex flex-col gap-1">
      {steps.map(({ label, state, moment }) => (
        <li key={label} className={cx('flex items-center gap-2', state === 'ahead' && 'text-dim')}>
          <span className="flex w-2.5 justify-center">
            <Dot state={state} />
          </span>
          <span className="min-w-24">{t(label)}</span>
          <span className="text-dim">{textOfStep(state, moment && textOf(moment, null, shownIn))}</span>
        </li>
      ))}
    </ul>
  );
}
