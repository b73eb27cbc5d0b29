import Link from 'next/link';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';
import type { TabLink } from '../ui/link-tabs.tsx';

/** Counts of the shipments of a party; each links to exactly those. */
export function PartyFigures({ figures }: { figures: readonly TabLink[] }) {
  const { t } = useWords();
  return (
    <ul aria-label={t('Its shipments')} className="grid grid-cols-2 border-t border-line md:grid-cols-3 xl:grid-cols-5">
      {figures.map(({ key, label, href, count = '0' }) => (
        <li key={key} className="border-line max-xl:border-b xl:not-last:border-r">
          <Link
            href={href}
            prefetch={false}
            className="block h-full px-4 py-3 -outline-offset-2 hover:bg-hover lg:px-6 xl:px-4 xl:first:pl-6"
          >
            <span className={cx('text-xl font-semibold tracking-tight', count === '0' && 'text-faint')}>{count}</span>
            <span className="mt-0.5 block text-xs text-dim">{t(label)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
