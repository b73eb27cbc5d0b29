'use client';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import { groupTimeline } from '../shipment/timeline-model.ts';
import { TimelineMilestone } from '../shipment/timeline-row.tsx';

const HEADS = ['Milestone', 'Place', 'Planned', 'Estimated', 'Actual', 'Variance', 'Source', 'Updated'];

type Props = {
  entries: readonly TimelineEntry[];
  mode: string | null;
  titles: Readonly<Record<string, string>>;
  finished: boolean;
};

/** The milestones of one container: planned, estimated and actual beside each other. */
export function ContainerTimeline({ entries, mode, titles, finished }: Props) {
  return (
    <div className="relative overflow-x-auto">
      <table className="dense w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <tr>
            {HEADS.map((head) => (
              <th key={head} scope="col" className="cell-head first:pl-4 last:pr-4 lg:first:pl-6 lg:last:pr-6">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {groupTimeline(entries).flatMap(({ rows }) =>
            rows.map((row) => <TimelineMilestone key={row.key} {...{ row, mode, entries, titles, finished }} />),
          )}
        </tbody>
      </table>
    </div>
  );
}
