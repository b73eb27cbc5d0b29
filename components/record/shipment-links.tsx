import Link from 'next/link';
import type { LinkedShipment } from '#db/queries/linked.ts';
import { useWords } from '#words';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { namedOf } from '../shipments/reference.ts';
import { ShipmentTitle } from '../shipments/title.tsx';

/** The shipments of a row: the reference of the first, and the number of others. */
export function ShipmentLinks({
  shipments,
  none = 'None linked',
}: {
  shipments: readonly LinkedShipment[];
  none?: string;
}) {
  const { t } = useWords();
  const [first] = shipments;
  if (!first) return <span className="text-faint">{t(none)}</span>;
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <ModeIcon mode={first.mode} className="size-3.5" />
      <Link
        href={`/shipments/${first.id}`}
        prefetch={false}
        className="mono truncate rounded-sm text-dim underline-offset-4 hover:text-ink hover:underline"
      >
        <ShipmentTitle {...namedOf(first)} />
      </Link>
      {shipments.length > 1 && <span className="text-xs whitespace-nowrap text-faint">+{shipments.length - 1}</span>}
    </span>
  );
}
