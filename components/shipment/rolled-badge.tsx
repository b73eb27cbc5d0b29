import { Shuffle } from 'lucide-react';
import Link from 'next/link';
import type { Rolled } from '#db/queries/shipment-rolled.ts';
import { Chip } from '../ui/chip.tsx';

/** A mark that it was rolled to another sailing, with a link to the event. */
export function RolledBadge({ rolled: { from, to, eventId, times } }: { rolled: Rolled }) {
  return (
    <Link
      href={`/deliveries/by-event/${eventId}`}
      prefetch={false}
      title={`From ${from} to ${to}`}
      className="inline-flex max-w-full rounded"
    >
      <Chip tone="risk" icon={Shuffle}>
        {times > 1 ? `Rolled ${times} times` : 'Rolled'}: {from} → {to}
      </Chip>
    </Link>
  );
}
