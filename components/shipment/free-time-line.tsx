import Link from 'next/link';
import type { ShipmentDetail } from '#db/queries/shipments.ts';
import { dayText } from '../time/format.ts';
import { nextFreeTime } from './free-time.ts';
import { LastFreeDay } from './last-free-day.tsx';

/** Which container must be fetched next, where, and until when that is free. Nothing where no free time runs, and on phones. */
export function FreeTimeLine({ shipment }: { shipment: ShipmentDetail }) {
  const next = nextFreeTime(shipment);
  if (!next) return null;
  const { number, externalId, lastFreeDay, terminal } = next.container;
  const which = next.count > 1 ? `${next.count} containers` : (number ?? externalId);
  return (
    <p className="mt-1.5 flex flex-wrap max-sm:hidden items-center gap-x-2 gap-y-1 text-sm">
      <Link href={`/containers?shipment=${shipment.id}&sort=lastFreeDay`} className="hover:underline">
        {`Last free day of ${which}${terminal ? ` at ${terminal.name}` : ''}: ${dayText((lastFreeDay ?? '').slice(0, 10))}`}
      </Link>
      <LastFreeDay end={next.end} />
    </p>
  );
}
