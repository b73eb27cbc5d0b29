import { History } from 'lucide-react';
import type { ActivityEntry } from '#db/queries/evidence.ts';
import { useWords } from '#words';
import { ActivityList } from '../activity/activity-list.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Pager } from '../ui/pager.tsx';

type Props = {
  shipment: string;
  page: { data: readonly ActivityEntry[]; nextCursor: string | null };
  first: boolean;
  titles: Readonly<Record<string, string>>;
};

/** All effects, latest first, grouped by event. */
export function Activity({ shipment, page, first, titles }: Props) {
  const { t } = useWords();
  if (page.data.length === 0) {
    return (
      <EmptyState icon={History} title={t('No changes yet')}>
        <p>{t('Changes of this shipment appear here with their events.')}</p>
      </EmptyState>
    );
  }
  const address = `/shipments/${shipment}?tab=activity`;
  return (
    <section aria-label={t('Activity')}>
      <ActivityList entries={page.data} titles={titles} />
      {(page.nextCursor || !first) && (
        <Pager
          previous={first ? null : address}
          next={page.nextCursor && `${address}&cursor=${page.nextCursor}`}
          note={t('Latest first')}
        />
      )}
    </section>
  );
}
