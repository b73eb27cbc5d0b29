'use client';
import { Radio, WifiOff } from 'lucide-react';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import { Hint } from '../ui/hint.tsx';
import { useConnection } from './live-provider.tsx';

const TEXTS = {
  connecting: { text: 'Connecting', more: 'Opening the live connection.' },
  live: { text: 'Live', more: 'Changes appear automatically.' },
  lost: { text: 'Live updates lost, retrying', more: 'Data may be out of date until the connection is back.' },
};

/** The state of the live connection. */
export function LiveIndicator() {
  const { t } = useWords();
  const { state } = useConnection();
  const Icon = state === 'lost' ? WifiOff : Radio;
  return (
    <span role="status">
      <Hint content={t(TEXTS[state].more)}>
        <span
          className={cx(
            'inline-flex h-6 items-center gap-1.5 rounded-full px-2 text-xs',
            state === 'live' && 'text-ok',
            state === 'connecting' && 'text-faint',
            state === 'lost' && 'bg-risk-soft text-risk',
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          <span className="max-sm:sr-only">{t(TEXTS[state].text)}</span>
        </span>
      </Hint>
    </span>
  );
}
