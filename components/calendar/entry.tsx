'use client';
import { CalendarCheck, Check, Hourglass, type LucideIcon, PackageOpen, Ship, TriangleAlert } from 'lucide-react';
import Link from 'next/link';
import type { CalendarEntry } from '#db/queries/calendar.ts';
import { CALENDAR_KINDS, type CalendarKind } from '#lib/model/calendar.ts';
import type { Words } from '#lib/model/language.ts';
import { parseMoment } from '#lib/model/time.ts';
import { useWords } from '#words';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { useTitle } from '../shipments/title.tsx';
import { localTime } from '../time/format.ts';
import { cx } from '../ui/cx.ts';
import { entryWord, isOver } from './entry-text.ts';

const ICONS: Record<CalendarKind, LucideIcon> = {
  arrival: Ship,
  last_free_day: Hourglass,
  empty_due: PackageOpen,
  appointment: CalendarCheck,
};

/** `today`: the day at the place, YYYY-MM-DD. */
type Props = { entry: CalendarEntry; column: number; today: string };

/** One entry as a link to its container or shipment: what happens, its name, and the local time if one is known. */
export function Entry({ entry, column, today }: Props) {
  const { t } = useWords();
  const { kind, container, shipment, isDone, isPlaced } = entry;
  const late = isOver(entry, today);
  const Icon = isDone ? Check : late ? TriangleAlert : ICONS[kind];
  const reference = useTitle(shipment).best.value;
  const name = container ? (container.number ?? t('No number yet')) : reference;
  return (
    <Link
      href={container ? `/containers/${container.id}` : `/shipments/${shipment.id}`}
      prefetch={false}
      data-entry={column}
      title={t('{label}: {text}', {
        label: t(CALENDAR_KINDS[kind]),
        text: container ? `${name}, ${reference}` : name,
      })}
      className={cx(
        'flex min-w-0 gap-1.5 rounded border px-1.5 py-1 text-xs hover:bg-hover',
        isDone ? 'border-line text-dim' : 'border-line-strong bg-surface text-ink',
      )}
    >
      {kind === 'arrival' && !isDone && !late ? (
        <ModeIcon mode={shipment.mode} className="mt-0.5 size-3.5!" />
      ) : (
        <Icon aria-hidden className={cx('mt-0.5 size-3.5 shrink-0', late ? 'text-late' : 'text-dim')} />
      )}
      <span className="min-w-0">
        <span className="mono block font-medium break-all">{name}</span>
        <span className={cx('block', late ? 'text-late' : 'text-dim')}>
          {[t(entryWord(entry, today)), clockText(entry, t)].filter(Boolean).join(' ')}
          {!isPlaced && <span className="block text-risk">{t('Zone unknown')}</span>}
        </span>
      </span>
    </Link>
  );
}

function clockText({ at, place }: CalendarEntry, t: Words['t']): string {
  const moment = at === null ? null : parseMoment(at);
  if (!moment) return '';
  const { clock, zone } = localTime(moment, place?.timeZone ?? null);
  return [clock, zone && t(zone)].filter(Boolean).join(' ');
}
