import { CircleCheck, Container, TriangleAlert } from 'lucide-react';
import type { ContainerRow, TimelineEntry } from '#db/queries/shipments.ts';
import { inWords, milestoneLabel, placeText } from '../shipments/words.ts';
import { dayText } from '../time/format.ts';
import { MomentTime } from '../time/moment.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { LastFreeDay } from './last-free-day.tsx';
import { momentOf } from './timeline-model.ts';

type Props = { containers: readonly ContainerRow[]; timeline: readonly TimelineEntry[]; finished: boolean };

/** The boxes: number with its check, what they are, and the last thing known of each. */
export function Containers({ containers, timeline, finished }: Props) {
  if (containers.length === 0) {
    return (
      <EmptyState icon={Container} title="No container">
        <p>Either it travels loose, or nobody named a container yet.</p>
      </EmptyState>
    );
  }
  return (
    <section aria-label="Containers" className="overflow-x-auto">
      <table className="w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <tr>
            {['Number', 'ISO 6346', 'Type', 'Seal', 'Last known', 'Last free day'].map((head) => (
              <th key={head} scope="col" className="cell-head first:pl-4 lg:first:pl-6">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block">
          {containers.map((container) => (
            <ContainerLine
              key={container.id}
              container={container}
              last={lastOf(container.id, timeline)}
              finished={finished}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

type LineProps = { container: ContainerRow; last: TimelineEntry | undefined; finished: boolean };

function ContainerLine({ container, last, finished }: LineProps) {
  const { number, type, size, sealNumber, lastFreeDay } = container;
  return (
    <tr className="row">
      <th scope="row" className="cell text-left font-normal whitespace-nowrap md:pl-4 lg:pl-6">
        {number ? (
          <span className="inline-flex items-center gap-1">
            <span className="mono font-medium">{number}</span>
            <CopyButton value={number} label="container number" />
          </span>
        ) : (
          <span className="text-faint">Not named yet</span>
        )}
      </th>
      <td className="cell max-md:order-2">
        <NumberCheck valid={container.numberValid} />
      </td>
      <td className="cell max-md:order-3 max-md:col-span-2">
        {type ? inWords(type) : size ? `${size} ft` : <span className="text-faint">–</span>}
      </td>
      <td className="cell mono max-md:hidden">{sealNumber ?? <span className="text-faint">–</span>}</td>
      <td className="cell max-md:order-4 max-md:col-span-2">
        {last ? (
          <span>
            {milestoneLabel(last.code)}{' '}
            <MomentTime moment={momentOf(last)} timeZone={last.place?.timeZone} className="text-dim" />
            {last.place && <span className="block text-xs text-faint compact:hidden">{placeText(last.place)}</span>}
          </span>
        ) : (
          <span className="text-faint">Nothing reported of this box alone</span>
        )}
      </td>
      <td className="cell whitespace-nowrap max-md:order-5 md:pr-4 lg:pr-6">
        {lastFreeDay ? (
          <span className="inline-flex items-center gap-2">
            {dayText(lastFreeDay.slice(0, 10))}
            {!finished && <LastFreeDay day={lastFreeDay.slice(0, 10)} />}
          </span>
        ) : (
          <span className="text-faint max-md:hidden">Not given</span>
        )}
      </td>
    </tr>
  );
}

function NumberCheck({ valid }: { valid: boolean | null }) {
  if (valid === null) return <span className="text-faint">–</span>;
  const Icon = valid ? CircleCheck : TriangleAlert;
  return (
    <span className={`inline-flex items-center gap-1.5 text-xs whitespace-nowrap ${valid ? 'text-dim' : 'text-risk'}`}>
      <Icon aria-hidden className="size-3.5" />
      {valid ? 'Valid' : 'Check digit or form is wrong'}
    </span>
  );
}

function lastOf(containerId: string, timeline: readonly TimelineEntry[]): TimelineEntry | undefined {
  return timeline.findLast(
    (entry) =>
      entry.containerId === containerId && entry.classifier === 'ACT' && entry.standing === 'current' && !entry.flag,
  );
}
