'use client';
import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import type { DeliveryLine } from '#db/queries/delivery-list.ts';
import type { Words } from '#lib/model/language.ts';
import { useWords } from '#words';
import { ShipmentTitle } from '../shipments/title.tsx';
import { useFlash } from '../shipments/use-flash.ts';
import { spanText } from '../time/format.ts';
import { RelativeTime } from '../time/relative-time.tsx';
import { cx } from '../ui/cx.ts';
import { lateRepeat } from './lag.ts';
import { attemptsOf, keysOf, lagText, typesOf } from './line-words.ts';
import { StatusChips } from './status-chip.tsx';

type Props = { line: DeliveryLine; source: string; isNew: boolean };

export function DeliveryTableRow({ line, source, isNew }: Props) {
  const row = useFlash(line.states.map(({ state, count }) => `${state} ${count}`).join(), isNew);
  const words = useWords();
  const { t } = words;
  const types = typesOf(line);
  const keys = keysOf(line);
  const attempts = attemptsOf(line) ?? 0;
  const late = lateRepeat(line);
  return (
    <tr ref={row} data-row className="group row cursor-pointer focus-within:bg-hover hover:bg-hover">
      <th scope="row" className="cell text-left font-normal whitespace-nowrap lg:pl-6">
        <Link
          href={`/deliveries/${line.id}`}
          data-row-link
          prefetch={false}
          className="rounded-sm group-hover:underline group-hover:decoration-line-strong group-hover:underline-offset-4"
        >
          {clockText(line.receivedAt, words)}
        </Link>
        <RelativeTime at={line.receivedAt} className="ml-2 text-xs text-faint" />
      </th>
      <td className="cell whitespace-nowrap max-md:order-3">
        {source}
        {line.source === 'reconcile' && (
          <span className="ml-1.5 inline-flex items-center gap-1 text-xs text-dim">
            <RefreshCw aria-hidden className="size-3" />
            {t('reconciled')}
          </span>
        )}
      </td>
      <td className="cell max-md:order-5 max-md:col-span-2">
        <span className="mono block max-w-80 truncate text-xs" title={types.join(', ')}>
          {types.length > 0 ? (
            types.join(', ')
          ) : (
            <span className="font-sans text-faint">{t(line.error ?? 'no event')}</span>
          )}
        </span>
      </td>
      <td className="cell max-md:hidden">
        <span className="mono block max-w-44 truncate text-xs text-dim" title={keys.join(', ')}>
          {keys[0]}
          {line.eventCount > 1 && ` +${line.eventCount - 1}`}
        </span>
      </td>
      <td className="cell max-md:order-2">
        <StatusChips delivery={line} />
        {late !== null && (
          <span className="ml-1.5 text-xs text-risk">
            {t('late repeat, {span} after the first', { span: spanText(late, words) })}
          </span>
        )}
      </td>
      <td className={cx('cell text-right max-md:hidden', attempts > 1 ? 'font-medium' : 'text-faint')}>
        {attempts || '–'}
      </td>
      <td className="cell text-right whitespace-nowrap text-dim max-md:order-4">
        {lagText(line, words) ?? <span className="text-faint">–</span>}
      </td>
      <td className="cell max-md:order-6 max-md:col-span-2 lg:pr-6">
        <Touched shipments={line.shipments} />
      </td>
    </tr>
  );
}

/** `22 Nov 14:03:09`, in UTC, to compare it with other logs. */
function clockText(at: string, { day }: Words): string {
  return `${day(at.slice(0, 10))} ${at.slice(11, 19)}`;
}

function Touched({ shipments }: { shipments: DeliveryLine['shipments'] }) {
  const [first, ...more] = shipments;
  if (!first) return null;
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Link
        href={`/shipments/${first.id}`}
        prefetch={false}
        className="mono max-w-40 truncate text-xs text-accent underline-offset-4 hover:underline"
      >
        <ShipmentTitle {...first} />
      </Link>
      {more.length > 0 && <span className="text-xs text-dim">+{more.length}</span>}
    </span>
  );
}
