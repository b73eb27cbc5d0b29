'use client';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { groupTimeline } from '../shipment/timeline-model.ts';
import { TimelineMilestone } from '../shipment/timeline-row.tsx';
import { HeadRow } from '../ui/head-row.tsx';

const HEADS = ['Milestone', 'Place', 'Planned', 'Estimated', 'Actual', 'Variance', 'Source', 'Updated'];

type Props = {
  entries: readonly TimelineEntry[];
  mode: string | null;
  titles: Readonly<Record<string, string>>;
  finished: boolean;
};

/** The milestones of one container: planned, estimated and actual beside each other. */
export function ContainerTimeline({ entries, mode, titles, finished }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="relative overflow-x-auto">
      <table className="dense w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <HeadRow heads={HEADS.map((head) => t(head))} className="last:pr-4 lg:last:pr-6" />
        </thead>
        <tbody className="max-md:block">
          {groupTimeline(entries, undefined, words).flatMap(({ rows }) =>
            rows.map((row) => <TimelineMilestone key={row.key} {...{ row, mode, entries, titles, finished }} />),
          )}
        </tbody>
      </table>
    </div>
  );
}
