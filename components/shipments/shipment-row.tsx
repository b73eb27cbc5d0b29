'use client';
import Link from 'next/link';
import { useState } from 'react';
import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import { MomentTime } from '../time/moment.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { cx } from '../ui/cx.ts';
import { driftOf } from './drift.ts';
import { DriftChip } from './drift-chip.tsx';
import { Freshness } from './freshness.tsx';
import { ProgressRail } from './progress-rail.tsx';
import { bestReference, referenceLabel } from './reference.ts';
import { RouteCell } from './route-cell.tsx';
import { StatusChip } from './status-chip.tsx';
import { TroubleChip } from './trouble-chip.tsx';
import { useFlash } from './use-flash.ts';

const FINISHED = new Set(['delivered', 'cancelled', 'removed']);

/** One line of the list. `isNew`: it was not there when the page was opened. */
export function ShipmentTableRow({ line, isNew }: { line: ShipmentLine; isNew: boolean }) {
  const row = useFlash(line.learnedAt, isNew);
  const [near, setNear] = useState(false);
  const href = `/shipments/${line.id}`;
  return (
    <tr
      ref={row}
      data-row
      onMouseEnter={() => setNear(true)}
      onFocus={() => setNear(true)}
      className="group row cursor-pointer focus-within:bg-hover hover:bg-hover"
    >
      <ReferenceCell line={line} href={href} near={near} />
      <td className="cell max-md:order-3 max-md:col-span-2">
        <RouteCell line={line} />
      </td>
      <td className="cell max-md:hidden">
        <ProgressRail
          progress={line.progress}
          carrier={<Link href={href} prefetch={false} className="inline-block rounded" />}
        />
      </td>
      <td className="cell whitespace-nowrap max-md:order-2 max-md:justify-self-end">
        <span className="flex flex-col items-start gap-0.5 max-md:items-end compact:flex-row compact:items-center compact:gap-2">
          <StatusChip status={line.status} />
          {line.statusAt && (
            <RelativeTime at={line.statusAt} prefix="for " className="text-xs text-faint compact:max-2xl:hidden" />
          )}
        </span>
      </td>
      <td className="cell whitespace-nowrap max-md:order-4">
        <Arrival line={line} />
      </td>
      <td className={cx('cell max-md:order-6 max-md:col-span-2', line.trouble.length === 0 && 'max-md:hidden')}>
        <Troubles line={line} />
      </td>
      <td className="cell text-right text-xs max-md:order-5 lg:pr-6">
        <Freshness at={line.learnedAt} finished={FINISHED.has(line.status)} />
      </td>
    </tr>
  );
}

/** `near`: somebody is about to open it, so its page is fetched ahead; all fifty at once would be too much. */
function ReferenceCell({ line, href, near }: { line: ShipmentLine; href: string; near: boolean }) {
  const best = bestReference(line);
  const second = (line.customer ?? line.name)?.replace(best.value, '').trim();
  return (
    <th
      scope="row"
      className="cell sticky left-0 z-10 bg-surface text-left font-normal group-focus-within:bg-hover group-hover:bg-hover max-md:static md:pl-4 lg:pl-6"
    >
      <Link
        href={href}
        data-row-link
        prefetch={near ? null : false}
        className="mono block truncate rounded-sm font-medium text-ink group-hover:underline group-hover:decoration-line-strong group-hover:underline-offset-4"
      >
        {best.value}
        {best.more > 0 && <span className="ml-1.5 font-sans text-xs font-normal text-faint">+{best.more}</span>}
      </Link>
      <span className="block truncate text-xs text-faint compact:hidden">
        {referenceLabel(best.type)}
        {second && ` · ${second}`}
      </span>
    </th>
  );
}

function Arrival({ line }: { line: ShipmentLine }) {
  const moment = line.arrived ?? line.eta;
  if (!moment) return <span className="text-faint">No ETA yet</span>;
  const drift = driftOf(moment, line.etaBaseline, line.etaBaselineKind);
  const zone = (line.portOfDischarge ?? line.destination)?.timeZone;
  return (
    <span className="flex flex-col items-start gap-0.5 max-md:flex-row max-md:flex-wrap max-md:gap-x-2 compact:flex-row compact:items-center compact:gap-2">
      <span className={cx(line.arrived && 'font-medium')}>
        <span className="mr-1 text-xs font-normal text-faint compact:max-2xl:sr-only">
          {line.arrived ? 'Arrived' : 'ETA'}
        </span>
        <MomentTime moment={moment} timeZone={zone} />
      </span>
      {drift && (
        <span className="inline-flex shrink-0">
          <DriftChip drift={drift} />
        </span>
      )}
    </span>
  );
}

function Troubles({ line }: { line: ShipmentLine }) {
  const [first, ...more] = line.trouble;
  if (!first) return <span className="sr-only">None</span>;
  return (
    <span className="flex items-center gap-1.5">
      <TroubleChip trouble={first} />
      {more.length > 0 && <span className="text-xs whitespace-nowrap text-dim">+{more.length}</span>}
    </span>
  );
}
