import Link from 'next/link';
import type { ShipmentDetail } from '#db/queries/shipments.ts';
import { dayText } from '../time/format.ts';
import { freeTimeEnd } from './free-time.ts';
import { LastFreeDay } from './last-free-day.tsx';

/** Which container must be fetched next, where, and until when that is free. Nothing where no free time runs. */
export function FreeTimeLine({ shipment }: { shipment: ShipmentDetail }) {
  const running = shipment.containers.flatMap((container) => {
    const end = freeTimeEnd(container, shipment.status);
    return end === null ? [] : [{ container, end }];
  });
  const end = Math.min(...running.map((one) => one.end));
  const [next, ...others] = running.filter((one) => one.end === end);
  if (!next) return null;
  const { number, externalId, lastFreeDay, terminal } = next.container;
  const which = others.length > 0 ? `${others.length + 1} containers` : (number ?? externalId);
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Link href={`/containers?shipment=${shipment.id}&sort=lastFreeDay`} className="hover:underline">
        {`Last free day of ${which}${terminal ? ` at ${terminal.name}` : ''}: ${dayText((lastFreeDay ?? '').slice(0, 10))}`}
      </Link>
      <LastFreeDay end={next.end} />
    </p>
  );
}
