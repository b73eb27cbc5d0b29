import Link from 'next/link';
import type { BusyLane } from '#db/queries/overview.ts';
import type { Place } from '#lib/model/place.ts';
import { useWords } from '#words';
import { PlaceName } from '../shipments/place-name.tsx';

const nameOf = ({ unlocode, name }: Place) => unlocode ?? name;

/** The busiest lanes as a list, with links to their shipments. */
export function Lanes({ lanes }: { lanes: readonly BusyLane[] }) {
  const { t } = useWords();
  return (
    <ul aria-label={t('Busiest lanes')} className="grid gap-x-6 px-4 pt-2 sm:grid-cols-2 lg:px-6">
      {lanes.map(({ count, pol, pod }) => (
        <li key={`${nameOf(pol)}>${nameOf(pod)}`} className="flex items-baseline gap-2 py-0.5 text-xs text-dim">
          <span className="min-w-0 flex-1 truncate">
            <PlaceName place={pol} />
            <span className="mx-1 text-faint">›</span>
            <PlaceName place={pod} />
          </span>
          {pol.unlocode && pod.unlocode ? (
            <Link
              href={`/shipments?pod=${pod.unlocode}&pol=${pol.unlocode}&status=in_transit`}
              aria-label={t('{n} from {from} to {to}', { n: String(count), from: pol.name, to: pod.name })}
              className="min-w-6 text-right font-medium text-ink underline decoration-line-strong underline-offset-4 hover:decoration-ink"
            >
              {count}
            </Link>
          ) : (
            <span>{count}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
