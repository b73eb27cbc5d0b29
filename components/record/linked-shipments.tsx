import Link from 'next/link';
import type { ReactNode } from 'react';
import type { LinkedShipment } from '#db/queries/linked.ts';
import { useWords } from '#words';
import { ModeIcon } from '../shipments/mode-icon.tsx';
import { PlaceName } from '../shipments/place-name.tsx';
import { namedOf } from '../shipments/reference.ts';
import { StatusChip } from '../shipments/status-chip.tsx';
import { ShipmentSubtitle, ShipmentTitle } from '../shipments/title.tsx';
import { MomentTime } from '../time/moment.tsx';
import { HeadRow } from '../ui/head-row.tsx';
import { Nothing } from './section.tsx';

type Props<Shipment extends LinkedShipment> = {
  shipments: readonly Shipment[];
  /** The role of the record in the shipment. */
  also?: { label: string; of(shipment: Shipment): ReactNode };
  nothing: string;
};

const HEADS = ['Shipment', 'Status', 'Arrival', 'Place of delivery'];

/** The shipments of a record, with status and arrival. */
export function LinkedShipments<Shipment extends LinkedShipment>({ shipments, also, nothing }: Props<Shipment>) {
  const { t } = useWords();
  if (shipments.length === 0) return <Nothing>{nothing}</Nothing>;
  return (
    <table className="dense w-full border-separate border-spacing-0 max-md:block">
      <thead className="max-md:sr-only">
        <HeadRow heads={[...HEADS, ...(also ? [also.label] : [])].map((head) => t(head))} className="lg:last:pr-6" />
      </thead>
      <tbody className="max-md:block">
        {shipments.map((shipment) => {
          const named = namedOf(shipment);
          const arrival = shipment.arrived ?? shipment.eta;
          return (
            <tr key={shipment.id} data-row className="row cursor-pointer hover:bg-hover [&:last-child>*]:border-b-0">
              <th scope="row" className="cell text-left font-normal md:pl-4 lg:pl-6">
                <span className="flex min-w-0 items-center gap-2">
                  <ModeIcon mode={shipment.mode} />
                  <Link
                    href={`/shipments/${shipment.id}`}
                    data-row-link
                    prefetch={false}
                    className="mono truncate rounded-sm font-medium underline-offset-4 hover:underline"
                  >
                    <ShipmentTitle {...named} />
                  </Link>
                  <span className="text-xs whitespace-nowrap text-faint">
                    <ShipmentSubtitle {...named} />
                  </span>
                </span>
              </th>
              <td className="cell whitespace-nowrap max-md:order-2">
                <StatusChip status={shipment.status} />
              </td>
              <td className="cell whitespace-nowrap max-md:order-3">
                {arrival ? (
                  <>
                    <span className="mr-1 text-xs text-faint">{shipment.arrived ? t('Arrived') : 'ETA'}</span>
                    <MomentTime moment={arrival} timeZone={shipment.destination?.timeZone} />
                  </>
                ) : (
                  <span className="text-faint">{t('No ETA yet')}</span>
                )}
              </td>
              <td className="cell text-dim max-md:hidden">
                {shipment.destination ? <PlaceName place={shipment.destination} /> : '–'}
              </td>
              {also && <td className="cell max-md:order-4 md:pr-4 lg:pr-6">{also.of(shipment)}</td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
