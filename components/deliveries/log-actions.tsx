import { ShieldX } from 'lucide-react';
import Link from 'next/link';
import type { RejectedRequests } from '#db/queries/delivery-list.ts';
import { useWords } from '#words';
import { type ListSpec, type ListState, stateHref } from '../table/list-state.ts';
import { cx } from '../ui/cx.ts';
import { LogFilters } from './log-filters.tsx';

type Props = {
  spec: ListSpec;
  state: ListState;
  providers: readonly { value: string; label: string }[];
  rejected: readonly RejectedRequests[];
};

/** Filters by source and event, and the count of rejected requests. */
export function LogActions({ spec, state, providers, rejected }: Props) {
  const { t } = useWords();
  const sources = [{ value: undefined, label: t('All sources') }, ...providers];
  return (
    <>
      <nav aria-label={t('Sources')} className="flex rounded-md border border-line-strong p-px text-xs">
        {sources.map(({ value, label }) => (
          <Link
            key={label}
            href={stateHref(spec.base, state, { provider: value })}
            aria-current={state.provider === value ? 'page' : undefined}
            className={cx(
              'flex h-6 items-center rounded-[5px] px-2',
              state.provider === value ? 'bg-fill-strong font-medium text-ink' : 'text-dim hover:text-ink',
            )}
          >
            {label}
          </Link>
        ))}
      </nav>
      <LogFilters spec={spec} state={state} />
      <Link
        href="/deliveries/replays"
        prefetch={false}
        className="inline-flex h-7 items-center rounded px-2 text-xs text-dim underline-offset-4 hover:text-ink hover:underline"
      >
        {t('Replays')}
      </Link>
      <RejectedRequestCounts
        rejected={rejected}
        titles={Object.fromEntries(providers.map((p) => [p.value, p.label]))}
      />
    </>
  );
}

function RejectedRequestCounts({
  rejected,
  titles,
}: {
  rejected: readonly RejectedRequests[];
  titles: Record<string, string>;
}) {
  const { t, number } = useWords();
  const total = rejected.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <details className="group relative text-xs">
      <summary className="flex h-7 list-none items-center gap-1.5 rounded-md border border-risk-line bg-risk-soft px-2 text-risk">
        <ShieldX aria-hidden className="size-3.5" />
        {t('{n} rejected in 24 h', { n: total })}
      </summary>
      <ul className="absolute top-8 left-0 z-30 w-80 max-w-[calc(100vw-2rem)] rounded-lg border border-line-strong bg-raised p-2 shadow-pop">
        {rejected.map(({ provider, reason, count }) => (
          <li key={`${provider} ${reason}`} className="flex gap-3 px-1.5 py-1">
            <span className="w-10 text-right font-medium">{number(count)}</span>
            <span className="flex-1">{t(reason)}</span>
            <span className="text-faint">{titles[provider] ?? provider}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
