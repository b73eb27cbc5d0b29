import Link from 'next/link';
import type { ShipmentDetail } from '#db/queries/shipments.ts';
import { useWords } from '#words';
import { nextFreeTime } from './free-time.ts';
import { LastFreeDay } from './last-free-day.tsx';

/** Which container must be fetched next, where, and until when that is free. Nothing where no free time runs, and on phones. */
export function FreeTimeLine({ shipment }: { shipment: ShipmentDetail }) {
  const { t, counted, day } = useWords();
  const next = nextFreeTime(shipment);
  if (!next) return null;
  const { number, externalId, lastFreeDay, terminal } = next.container;
  const container = next.count > 1 ? counted(next.count, '{n} container', '{n} containers') : (number ?? externalId);
  const values = { container, day: day((lastFreeDay ?? '').slice(0, 10)) };
  return (
    <p className="mt-1.5 flex flex-wrap max-sm:hidden items-center gap-x-2 gap-y-1 text-sm">
      <Link href={`/containers?shipment=${shipment.id}&sort=lastFreeDay`} className="hover:underline">
        {terminal
          ? t('Last free day of {container} at {terminal}: {day}', { ...values, terminal: terminal.name })
          : t('Last free day of {container}: {day}', values)}
      </Link>
      <LastFreeDay end={next.end} />
    </p>
  );
}
