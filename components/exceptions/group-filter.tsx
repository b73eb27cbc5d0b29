import Link from 'next/link';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import type { GroupLink } from './tabs.ts';

/** The groups with their counts; each filters the inbox, and the current one shows all again. */
export function GroupFilter({ links }: { links: readonly GroupLink[] }) {
  const { t, number } = useWords();
  if (links.length === 0) return null;
  return (
    <nav
      aria-label={t('Groups')}
      className="flex shrink-0 gap-1.5 overflow-x-auto border-b border-line px-4 py-2 [scrollbar-width:none] lg:px-6"
    >
      {links.map(({ group, label, href, count, current }) => (
        <Link
          key={group}
          href={href}
          prefetch={false}
          scroll={false}
          aria-current={current ? 'true' : undefined}
          className={cx(
            'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-xs -outline-offset-2',
            current
              ? 'border-accent bg-accent-soft font-medium text-accent'
              : 'border-line-strong text-dim hover:text-ink',
          )}
        >
          {t(label)}
          {count !== undefined && <span className="tabular-nums">{number(count)}</span>}
        </Link>
      ))}
    </nav>
  );
}
