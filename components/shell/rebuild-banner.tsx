import { RefreshCw } from 'lucide-react';

/** The notice of a running rebuild, with its progress. */
export function RebuildBanner({ phase, events, totalEvents }: { phase: string; events: number; totalEvents: number }) {
  const count = (of: number) => of.toLocaleString('en-US');
  const progress =
    phase === 'waiting'
      ? 'waiting for a worker'
      : phase === 'scan'
        ? `${count(events)} of ${count(totalEvents)} events read`
        : 'all events read, comparing';
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-b border-line bg-raised px-4 py-1 text-xs lg:px-6"
    >
      <RefreshCw aria-hidden className="size-3.5 shrink-0 text-faint" />
      <span>
        Values are being rebuilt with the rules of this version ({progress}). Until then some are those of the version
        before.
      </span>
    </p>
  );
}
