'use client';
import { useWords } from '#words';
import { useNow } from '../time/clock.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { cx } from '../ui/cx.ts';

const HOUR = 3_600_000;
/** Hours without an update after which a shipment in transit counts as ageing, and as stale. */
const AGEING = 24 * HOUR;
const STALE = 72 * HOUR;

/** The time since the last update. The dot fades with age, except for completed shipments. */
export function Freshness({ at, finished }: { at: string; finished: boolean }) {
  const { t } = useWords();
  const age = useNow() - Date.parse(at);
  const state = finished ? 'finished' : age < AGEING ? 'fresh' : age < STALE ? 'ageing' : 'stale';
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span
        aria-hidden
        className={cx(
          'size-2 rounded-full border-[1.5px]',
          state === 'fresh' && 'border-ok bg-ok',
          state === 'ageing' && 'border-risk bg-[linear-gradient(0deg,var(--risk)_50%,transparent_50%)]',
          state === 'stale' && 'border-late',
          state === 'finished' && 'border-line-strong bg-line-strong',
        )}
      />
      <RelativeTime at={at} className={state === 'stale' ? 'text-late' : 'text-dim'} />
      {state === 'stale' && <span className="sr-only">, {t('stale')}</span>}
    </span>
  );
}
