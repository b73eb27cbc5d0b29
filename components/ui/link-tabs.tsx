import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '#words';
import { cx } from './cx.ts';

export type TabLink = {
  key: string;
  label: string;
  href: string;
  count?: ReactNode;
  tone?: string;
  /** Whether the label is a name that somebody gave, which is not translated. */
  isName?: true;
};

/** Tabs as links, so that they can be opened, shared and returned to. */
export function LinkTabs({ label, tabs, current }: { label: string; tabs: readonly TabLink[]; current: string }) {
  const { t } = useWords();
  return (
    <nav aria-label={t(label)} className="-mb-px -ml-2.5 flex gap-0.5 overflow-x-auto [scrollbar-width:none]">
      {tabs.map((tab) => (
        <Link
          key={tab.key}
          href={tab.href}
          scroll={false}
          aria-current={tab.key === current ? 'page' : undefined}
          className={cx(
            'flex h-9 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm whitespace-nowrap -outline-offset-2',
            tab.key === current
              ? 'border-accent font-medium text-ink'
              : 'border-transparent text-dim hover:border-line-strong hover:text-ink',
          )}
        >
          {tab.isName ? tab.label : t(tab.label)}
          {tab.count !== undefined && (
            <span className={cx('text-xs tabular-nums', tab.tone ?? 'text-faint')}>{tab.count}</span>
          )}
        </Link>
      ))}
    </nav>
  );
}
