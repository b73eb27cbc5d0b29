import Link from 'next/link';
import { bestReference } from '#components/shipments/reference.ts';
import { daysBetween, momentText } from '#components/time/format.ts';
import type { EtaDelay } from '#db/queries/overview.ts';
import { QuietText } from './section.tsx';

/** The arrivals that moved back since yesterday: what we expected then, what we expect now. */
export function EtaDelays({ delays }: { delays: readonly EtaDelay[] }) {
  if (delays.length === 0) return <QuietText>No ETA was delayed since yesterday.</QuietText>;
  return (
    <ul>
      {delays.map((slip) => {
        const days = slip.eta ? daysBetween(slip.was, slip.eta) : 0;
        return (
          <li
            key={slip.id}
            data-row
            className="flex cursor-pointer items-baseline gap-3 px-4 py-1.5 hover:bg-hover lg:px-6"
          >
            <Link
              href={`/shipments/${slip.id}?tab=eta`}
              data-row-link
              prefetch={false}
              className="mono w-32 shrink-0 truncate font-medium"
            >
              {bestReference(slip).value}
            </Link>
            <span className="min-w-0 flex-1 truncate text-xs text-dim">
              <del className="text-faint">{momentText({ ...slip.was, precision: 'day' })}</del>
              <span className="sr-only"> became</span>
              {slip.eta && ` ${momentText({ ...slip.eta, precision: 'day' })}`}
              {slip.portOfDischarge && (
                <span className="ml-2 text-faint">{slip.portOfDischarge.unlocode ?? slip.portOfDischarge.name}</span>
              )}
            </span>
            <span className="text-xs font-medium whitespace-nowrap text-late">
              {days > 0 ? `+${days} d` : 'same day'}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
