import { RefreshCw } from 'lucide-react';
import { useWords } from '#words';

/** The notice of a running rebuild, with its progress. */
export function RebuildBanner({ phase, events, totalEvents }: { phase: string; events: number; totalEvents: number }) {
  const { t } = useWords();
  const progress =
    phase === 'waiting'
      ? t('waiting for a worker')
      : phase === 'scan'
        ? t('{n} of {total} events read', { n: events, total: totalEvents })
        : t('all events read, comparing');
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-b border-line bg-raised px-4 py-1 text-xs lg:px-6"
    >
      <RefreshCw aria-hidden className="size-3.5 shrink-0 text-faint" />
      <span>
        {t(
          'Values are being rebuilt with the rules of this version ({progress}). Until then some are those of the version before.',
          { progress },
        )}
      </span>
    </p>
  );
}
