import { ShieldX } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RejectedRequests } from '#db/queries/delivery-list.ts';
import { cx } from '../ui/cx.ts';
import { LinkTabs } from '../ui/link-tabs.tsx';
import { DELIVERY_STATUSES, type LogQuery, logHref } from './log-query.ts';

type Props = {
  query: LogQuery;
  providers: readonly { value: string; label: string }[];
  rejected: readonly RejectedRequests[];
  /** Replays what the filter leaves; null for who may not, or where there is nothing to replay. */
  replay: ReactNode;
};

/** Title, filters as addresses, and a word on what was not let in. */
export function LogHead({ query, providers, rejected, replay }: Props) {
  const sources = [{ value: undefined, label: 'All sources' }, ...providers];
  return (
    <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">Webhook log</h1>
        <nav aria-label="Sources" className="flex rounded-md border border-line-strong p-px text-xs">
          {sources.map(({ value, label }) => (
            <Link
              key={label}
              href={logHref(query, { provider: value })}
              aria-current={query.provider === value ? 'page' : undefined}
              className={cx(
                'flex h-6 items-center rounded-[5px] px-2',
                query.provider === value ? 'bg-fill-strong font-medium text-ink' : 'text-dim hover:text-ink',
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
        <RejectedRequestCounts
          rejected={rejected}
          titles={Object.fromEntries(providers.map((p) => [p.value, p.label]))}
        />
        <span className="flex-1" />
        {replay}
      </div>
      <LinkTabs
        label="Status"
        current={query.status ?? 'all'}
        tabs={[
          { key: 'all', label: 'All', href: logHref(query, { status: undefined }) },
          ...DELIVERY_STATUSES.map(({ key, label }) => ({ key, label, href: logHref(query, { status: key }) })),
        ]}
      />
    </div>
  );
}

function RejectedRequestCounts({
  rejected,
  titles,
}: {
  rejected: readonly RejectedRequests[];
  titles: Record<string, string>;
}) {
  const total = rejected.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <details className="group relative text-xs">
      <summary className="flex h-7 list-none items-center gap-1.5 rounded-md border border-risk-line bg-risk-soft px-2 text-risk">
        <ShieldX aria-hidden className="size-3.5" />
        {total.toLocaleString('en-US')} rejected in 24 h
      </summary>
      <ul className="absolute top-8 left-0 z-30 w-80 max-w-[calc(100vw-2rem)] rounded-lg border border-line-strong bg-raised p-2 shadow-pop">
        {rejected.map(({ provider, reason, count }) => (
          <li key={`${provider} ${reason}`} className="flex gap-3 px-1.5 py-1">
            <span className="w-10 text-right font-medium">{count.toLocaleString('en-US')}</span>
            <span className="flex-1">{reason}</span>
            <span className="text-faint">{titles[provider] ?? provider}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
