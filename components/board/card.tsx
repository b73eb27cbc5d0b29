'use client';
import { UserRound } from 'lucide-react';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { useWords } from '#words';
import { LastFreeDay } from '../shipment/last-free-day.tsx';
import { Arrival } from '../shipments/arrival.tsx';
import { ExceptionsCell } from '../shipments/exceptions-cell.tsx';
import { ReferenceCell } from '../shipments/reference-cell.tsx';
import { RouteCell } from '../shipments/route-cell.tsx';

type Props = {
  line: ShipmentLine;
  /** The names of those who own its exceptions; null without an exception. */
  owners: string | null;
};

/** A shipment on the board; a click anywhere on it opens it. */
export function Card({ line, owners }: Props) {
  const { t } = useWords();
  return (
    <li
      data-row={line.id}
      className="group flex flex-col gap-1.5 rounded-md border border-line bg-surface p-2.5 text-sm focus-within:border-accent hover:bg-hover print:break-inside-avoid"
    >
      <div className="min-w-0">
        <ReferenceCell line={line} href={`/shipments/${line.id}`} />
      </div>
      <RouteCell line={line} />
      <Arrival line={line} />
      {line.freeTimeEndsAt && (
        <span className="flex items-center gap-1.5 text-xs text-dim">
          {t('Free time')} <LastFreeDay end={Date.parse(line.freeTimeEndsAt)} />
        </span>
      )}
      {owners !== null && (
        <span className="flex min-w-0 flex-wrap items-center justify-between gap-x-2 gap-y-1">
          <ExceptionsCell line={line} />
          <span className="inline-flex min-w-0 items-center gap-1 text-xs text-dim">
            <UserRound aria-label={t('Owner:')} className="size-3 shrink-0 text-faint" />
            <span className="truncate">{owners}</span>
          </span>
        </span>
      )}
    </li>
  );
}
