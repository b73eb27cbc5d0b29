'use client';
import { ChevronRight, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { TimelineEntry } from '#db/queries/shipments.ts';
import type { Classifier } from '#lib/model/milestone.ts';
import { useWords } from '#words';
import { PlaceName } from '../shipments/place-name.tsx';
import { claimReason, milestoneLabel } from '../shipments/words.ts';
import { useNow } from '../time/clock.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { cx } from '../ui/cx.ts';
import { ClaimTime } from './claim-time.tsx';
import type { TimelineRow } from './milestone-row.ts';
import { OverdueChip } from './overdue-chip.tsx';
import { dueOf, overdueStatus } from './timeline-model.ts';
import { Variance } from './variance.tsx';

type Props = {
  row: TimelineRow;
  /** The mode of the shipment, on which it depends what is late. */
  mode: string | null;
  entries: readonly TimelineEntry[];
  titles: Readonly<Record<string, string>>;
  finished: boolean;
};

const COLUMNS: readonly { classifier: Classifier; label: string }[] = [
  { classifier: 'PLN', label: 'Planned' },
  { classifier: 'EST', label: 'Estimated' },
  { classifier: 'ACT', label: 'Actual' },
];

/** One milestone; earlier claims unfold below. */
export function TimelineMilestone({ row, mode, entries, titles, finished }: Props) {
  const [open, setOpen] = useState(false);
  const late = overdueStatus(row, entries, useNow());
  const shown = row.best ?? row.past[0];
  const source = shown ? (titles[shown.provider] ?? shown.provider) : '';
  return (
    <>
      <tr className="row hover:bg-hover">
        <th scope="row" className="cell text-left font-normal md:pl-4 md:whitespace-nowrap lg:pl-6">
          <Name row={row} />
          {row.past.length > 0 && <Fold count={row.past.length} open={open} onToggle={() => setOpen(!open)} />}
        </th>
        <td className={cx('cell text-dim max-md:order-3 max-md:col-span-2', !row.place && 'max-md:hidden')}>
          {row.place && <PlaceName place={row.place} />}
        </td>
        {COLUMNS.map(({ classifier, label }) => {
          const claim = row.current[classifier];
          return (
            <Cell key={classifier} label={label} empty={!claim && (classifier !== 'ACT' || !late || finished)}>
              {claim && <ClaimTime claim={claim} source={source} />}
              {classifier === 'ACT' && late && !finished && <Late late={late} row={row} mode={mode} />}
            </Cell>
          );
        })}
        <td className="cell whitespace-nowrap max-md:order-2">
          <Variance row={row} mode={mode} />
        </td>
        <td className="cell text-xs text-dim max-md:order-5">{source}</td>
        <td className="cell text-xs whitespace-nowrap text-dim max-md:order-6 max-md:justify-self-end md:pr-4 lg:pr-6">
          {shown && <RelativeTime at={shown.learnedAt} suffix=" ago" />}
        </td>
      </tr>
      {open && row.past.map((claim) => <PastClaim key={claim.id} claim={claim} source={source} />)}
    </>
  );
}

function Name({ row }: { row: TimelineRow }) {
  const words = useWords();
  const { t } = words;
  const { best } = row;
  return (
    <span className={cx(!row.best && 'text-faint line-through')}>
      <span className={cx(row.current.ACT && 'font-medium')}>{milestoneLabel(row.code, words)}</span>
      {row.whole && <span className="ml-2 text-xs text-faint">{t('Shipment level')}</span>}
      {row.container && <span className="mono ml-2 text-xs text-faint">{row.container}</span>}
      {best?.reason && (
        <span className="ml-2 text-xs text-dim">{claimReason(best.classifier, best.reason, words)}</span>
      )}
      {row.best?.flag && (
        <span className="ml-2 inline-flex items-center gap-1 text-xs text-risk">
          <TriangleAlert aria-hidden className="size-3" />
          {t(row.best.flag === 'future' ? 'in the future' : 'implausible date')}
        </span>
      )}
    </span>
  );
}

function Fold({ count, open, onToggle }: { count: number; open: boolean; onToggle: () => void }) {
  const { t } = useWords();
  return (
    <button
      type="button"
      aria-expanded={open}
      onClick={onToggle}
      className="ml-2 inline-flex h-6 items-center gap-0.5 rounded px-1 text-xs whitespace-nowrap text-faint hover:bg-fill hover:text-ink"
    >
      <ChevronRight aria-hidden className={cx('size-3 transition-transform', open && 'rotate-90')} />
      {t('{n} earlier', { n: String(count) })}
    </button>
  );
}

function Cell({ label, empty, children }: { label: string; empty: boolean; children: ReactNode }) {
  const { t } = useWords();
  return (
    <td
      data-label={t(label)}
      className={cx(
        'cell whitespace-nowrap max-md:order-4 max-md:col-span-2 max-md:flex max-md:items-center',
        'max-md:before:w-20 max-md:before:text-xs max-md:before:text-faint max-md:before:content-[attr(data-label)]',
        empty && 'max-md:hidden',
      )}
    >
      {children}
    </td>
  );
}

type LateProps = { late: { overdue: number } | 'unreported' } & Pick<Props, 'row' | 'mode'>;

function Late({ late, row, mode }: LateProps) {
  const { t } = useWords();
  if (late === 'unreported') return <span className="text-xs text-faint">{t('not reported')}</span>;
  const due = dueOf(row);
  return due && <OverdueChip expected={due} mode={mode} timeZone={row.place?.timeZone} />;
}

function PastClaim({ claim, source }: { claim: TimelineEntry; source: string }) {
  const { t } = useWords();
  return (
    <tr className="row bg-canvas">
      <th scope="row" className="cell pl-8 text-left text-xs font-normal text-faint lg:pl-10">
        {t(claim.standing === 'retracted' ? 'Retracted' : 'Superseded')}
      </th>
      <td className="cell max-md:hidden" />
      {COLUMNS.map(({ classifier, label }) => (
        <Cell key={classifier} label={label} empty={claim.classifier !== classifier}>
          {claim.classifier === classifier && <ClaimTime claim={claim} source={source} />}
        </Cell>
      ))}
      <td className="cell max-md:hidden" />
      <td className="cell text-xs text-faint max-md:order-5">{source}</td>
      <td className="cell text-xs whitespace-nowrap text-faint max-md:order-6 max-md:justify-self-end md:pr-4 lg:pr-6">
        <RelativeTime at={claim.learnedAt} suffix=" ago" />
      </td>
    </tr>
  );
}
