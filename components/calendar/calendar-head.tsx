'use client';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useWords } from '#words';
import { LayoutLinks } from '../shipments/layout-links.tsx';
import { type Applied, AppliedFilter } from '../table/applied.tsx';
import type { Filter } from '../table/list-head.tsx';
import { type ListState, stateHref } from '../table/list-state.ts';
import { buttonClass } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { LinkTabs, type TabLink } from '../ui/link-tabs.tsx';
import { CALENDAR_PATH } from './path.ts';

type Props = {
  /** `23 to 29 Nov 2026, week 48` */
  weekText: string;
  /** The filters of the shipments and the week of the address; without a week it is the present one. */
  state: ListState;
  previous: string;
  next: string;
  filters: readonly Filter[];
  applied: readonly Applied[];
  views: { links: TabLink[]; current: string };
};

/** Title, the way to other weeks, and the filters of shipments. Every choice is a link. */
export function CalendarHead({ weekText, state, previous, next, filters, applied, views }: Props) {
  const { t } = useWords();
  const router = useRouter();
  const href = (changes: Record<string, string | undefined>) => stateHref(CALENDAR_PATH, state, changes);
  const { week: _, ...filter } = state;
  return (
    <div className="shrink-0 border-b border-line px-4 pt-4 lg:px-6">
      <div className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-lg font-semibold tracking-tight">{t('Calendar')}</h1>
        <LayoutLinks current="calendar" state={filter} />
        <span className="flex items-center gap-1">
          <Link
            href={previous}
            aria-label={t('Previous week')}
            data-screen-only
            className={buttonClass('ghost', 'h-7 px-1.5!')}
          >
            <ChevronLeft aria-hidden className="size-4" />
          </Link>
          <span aria-live="polite" className="font-medium whitespace-nowrap">
            {weekText}
          </span>
          <Link
            href={next}
            aria-label={t('Next week')}
            data-screen-only
            className={buttonClass('ghost', 'h-7 px-1.5!')}
          >
            <ChevronRight aria-hidden className="size-4" />
          </Link>
          <Link href={href({ week: undefined })} data-screen-only className={buttonClass('ghost', 'h-7 text-xs')}>
            {t('This week')}
          </Link>
        </span>
        <span className="flex flex-wrap items-center gap-1.5">
          {filters.map(({ key, ...select }) => (
            <Choice
              key={key}
              {...select}
              value={state[key]}
              onChange={(value) => router.push(href({ [key]: value }))}
            />
          ))}
          {applied.map((one) => (
            <AppliedFilter {...one} key={one.key} href={href({ [one.key]: undefined })} />
          ))}
        </span>
      </div>
      <LinkTabs label={t('Views')} current={views.current} tabs={views.links} />
    </div>
  );
}
