import { Shuffle } from 'lucide-react';
import Link from 'next/link';
import type { Rolled } from '#db/queries/shipment-rolled.ts';
import { useWords } from '#words';
import { Chip } from '../ui/chip.tsx';

/** A mark that it was rolled to another sailing, with a link to the event. */
export function RolledBadge({ rolled: { from, to, eventId, times } }: { rolled: Rolled }) {
  const { t } = useWords();
  const values = { from, to, n: times };
  return (
    <Link
      href={`/deliveries/by-event/${eventId}`}
      prefetch={false}
      title={t('From {from} to {to}', values)}
      className="inline-flex max-w-full rounded"
    >
      <Chip tone="risk" icon={Shuffle}>
        {t(times > 1 ? 'Rolled {n} times: {from} → {to}' : 'Rolled: {from} → {to}', values)}
      </Chip>
    </Link>
  );
}
