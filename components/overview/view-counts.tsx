import { Anchor, CalendarClock, Clock, Hourglass, Lock, type LucideIcon, TrendingUp } from 'lucide-react';
import Link from 'next/link';
import type { OverviewCounts } from '#db/queries/overview.ts';
import { countText } from '#lib/model/count.ts';
import type { ShipmentView } from '#lib/model/shipment-view.ts';
import { useWords } from '#words';
import { cx } from '../ui/cx.ts';

const VIEWS: readonly { view: ShipmentView; label: string; icon: LucideIcon; look: string }[] = [
  { view: 'held', label: 'Held', icon: Lock, look: 'text-held' },
  { view: 'charges', label: 'LFD within 3 days', icon: Hourglass, look: 'text-late' },
  { view: 'late', label: 'Late', icon: Clock, look: 'text-late' },
  { view: 'overdue', label: 'Milestone overdue', icon: CalendarClock, look: 'text-risk' },
  { view: 'slipped', label: 'ETA delayed since yesterday', icon: TrendingUp, look: 'text-risk' },
  { view: 'arriving', label: 'Arriving this week', icon: Anchor, look: 'text-accent' },
];

/** Counts of shipments by view; each links to its list. */
export function ViewCounts({ counts }: { counts: OverviewCounts }) {
  const words = useWords();
  const { t } = words;
  return (
    <ul aria-label={t('At a glance')} className="grid grid-cols-2 border-b border-line md:grid-cols-3 xl:grid-cols-6">
      {VIEWS.map(({ view, label, icon: Icon, look }) => {
        const count = counts[view];
        return (
          <li key={view} className="border-line max-xl:border-b xl:not-last:border-r">
            <Link
              href={`/shipments?view=${view}`}
              className="block h-full px-4 py-3 -outline-offset-2 hover:bg-hover lg:px-6 xl:px-4 xl:first:pl-6"
            >
              <span className="flex items-center gap-2">
                <Icon aria-hidden className={cx('size-4', count > 0 ? look : 'text-faint')} strokeWidth={2} />
                <span className={cx('text-xl font-semibold tracking-tight', count === 0 && 'text-faint')}>
                  {countText(count, words)}
                </span>
              </span>
              <span className="mt-0.5 block text-xs text-dim">{t(label)}</span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
