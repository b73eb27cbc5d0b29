import { Container, Turtle } from 'lucide-react';
import Link from 'next/link';
import { ProgressBar } from '#components/shipments/progress-bar.tsx';
import type { ContainerRow, TimelineEntry } from '#db/queries/shipments.ts';
import type { Stage } from '#lib/model/shipment.ts';
import { useWords } from '#words';
import { NumberCheck } from '../containers/number-check.tsx';
import { containerKind } from '../record/words.ts';
import { milestoneLabel, placeText } from '../shipments/words.ts';
import { MomentTime } from '../time/moment.tsx';
import { Chip } from '../ui/chip.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { HeadRow } from '../ui/head-row.tsx';
import { HorizontalScroll } from '../ui/horizontal-scroll.tsx';
import { type ContainerProgress, containerProgressOf } from './container-progress.ts';
import { freeTimeEnd } from './free-time.ts';
import { LastFreeDay } from './last-free-day.tsx';
import { momentOf } from './timeline-model.ts';

type Props = {
  containers: readonly ContainerRow[];
  timeline: readonly TimelineEntry[];
  /** The shipment's. */
  status: Stage;
};

const HEADS = ['Container', 'Type and seal', 'Progress', 'Last event', 'Last free day'];

/** The containers, slowest first: type, progress and last free day. */
export function Containers({ containers, timeline, status }: Props) {
  const { t } = useWords();
  if (containers.length === 0) {
    return (
      <EmptyState icon={Container} title={t('No container')}>
        <p>{t('Loose cargo, or no container reported yet.')}</p>
      </EmptyState>
    );
  }
  return (
    <HorizontalScroll label={t('Containers')}>
      <table className="w-full border-separate border-spacing-0 max-md:block">
        <thead className="max-md:hidden">
          <HeadRow heads={HEADS.map((head) => t(head))} />
        </thead>
        <tbody className="max-md:block">
          {containerProgressOf(containers, timeline).map((rail) => (
            <ContainerLine key={rail.container.id} rail={rail} status={status} />
          ))}
        </tbody>
      </table>
    </HorizontalScroll>
  );
}

type LineProps = { rail: ContainerProgress } & Pick<Props, 'status'>;

function ContainerLine({ rail, status }: LineProps) {
  const words = useWords();
  const { t } = words;
  const { container, steps, last, slowest } = rail;
  const { id, number, sealNumber, lastFreeDay } = container;
  const address = `/containers/${id}`;
  const end = freeTimeEnd(container, status);
  return (
    <tr data-row className="row cursor-pointer hover:bg-hover">
      <th scope="row" className="cell text-left font-normal whitespace-nowrap md:pl-4 lg:pl-6">
        <span className="inline-flex items-center gap-1.5">
          <Link href={address} data-row-link className="mono font-medium underline-offset-4 hover:underline">
            {number ?? t('Number not reported')}
          </Link>
          {number && <CopyButton value={number} label={t('container number')} />}
          {slowest && (
            <Chip tone="risk" icon={Turtle}>
              {t('Slowest')}
            </Chip>
          )}
        </span>
        <NumberCheck valid={container.numberValid} />
      </th>
      <td className="cell max-md:order-3 max-md:col-span-2">
        <span className="block">
          {containerKind(container, words) || <span className="text-faint">{t('Type not stated')}</span>}
        </span>
        {sealNumber && <span className="block text-xs text-faint">{t('Seal {number}', { number: sealNumber })}</span>}
      </td>
      <td className="cell max-md:order-2 max-md:justify-self-end">
        <ProgressBar steps={steps} href={address} />
      </td>
      <td className="cell max-md:order-4 max-md:col-span-2">
        {last ? (
          <span>
            {milestoneLabel(last.code, words)}{' '}
            <MomentTime moment={momentOf(last)} timeZone={last.place?.timeZone} className="text-dim" />
            {last.place && <span className="block text-xs text-faint compact:hidden">{placeText(last.place)}</span>}
          </span>
        ) : (
          <span className="text-faint">{t('No milestones of this container alone')}</span>
        )}
      </td>
      <td className="cell whitespace-nowrap max-md:order-5 md:pr-4 lg:pr-6">
        {lastFreeDay ? (
          <span className="inline-flex items-center gap-2">
            {words.day(lastFreeDay.slice(0, 10))}
            {end !== null && <LastFreeDay end={end} />}
          </span>
        ) : (
          <span className="text-faint max-md:hidden">{t('Not given')}</span>
        )}
      </td>
    </tr>
  );
}
