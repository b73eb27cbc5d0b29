'use client';
import { useQuery } from '@tanstack/react-query';
import { Milestone } from 'lucide-react';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { fetchJson } from '../live/fetch-json.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { HeadRow } from '../ui/head-row.tsx';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';
import type { Carriage } from './carriage.ts';
import { groupTimeline } from './timeline-model.ts';
import { TimelineMilestone } from './timeline-row.tsx';

type Props = {
  shipment: string;
  route: Carriage;
  mode: string | null;
  titles: Readonly<Record<string, string>>;
  finished: boolean;
};

const HEADS = ['Milestone', 'Place', 'Planned', 'Estimated', 'Actual', 'Variance', 'Source', 'Updated'];

/** All milestones by phase: planned, estimated and actual beside each other, with live updates. */
export function Timeline({ shipment, route, mode, titles, finished }: Props) {
  const words = useWords();
  const { t } = words;
  const { data: entries } = useQuery({
    queryKey: ['timeline', shipment],
    queryFn: () => fetchJson<TimelineEntry[]>(`/shipments/${shipment}/timeline`),
  });
  if (!entries) return null;
  if (entries.length === 0) {
    return (
      <EmptyState icon={Milestone} title={t('No milestone yet')}>
        <p>{t('No milestone of this shipment is planned, estimated or reported.')}</p>
      </EmptyState>
    );
  }
  return (
    <HorizontalScroll label={t('Timeline')}>
      <table className="dense w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <HeadRow heads={HEADS.map((head) => t(head))} className="last:pr-4 lg:last:pr-6" />
        </thead>
        {groupTimeline(entries, route, words).map((group) => (
          <tbody key={group.phase} className="max-md:block">
            <tr className="max-md:block">
              <th
                scope="rowgroup"
                colSpan={HEADS.length}
                className="border-b border-line bg-canvas px-4 pt-2 pb-1.5 text-left text-xs font-semibold text-dim max-md:block lg:px-6"
              >
                {t(group.label)}
              </th>
            </tr>
            {group.rows.map((row) => (
              <TimelineMilestone key={row.key} {...{ row, mode, entries, titles, finished }} />
            ))}
          </tbody>
        ))}
      </table>
    </HorizontalScroll>
  );
}
