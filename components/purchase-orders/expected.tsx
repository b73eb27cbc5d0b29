import type { LinkedShipment } from '#db/queries/linked.ts';
import { useWords } from '#words';
import { MomentTime } from '../time/moment.tsx';

/** When a shipment is or was delivered, else when it arrives: the time that lateness is measured by. */
export function Expected({ shipment }: { shipment: LinkedShipment }) {
  const { t } = useWords();
  const { delivered, deliveryEta, arrived, eta, destination, portOfDischarge, status } = shipment;
  const [label, moment, place] = delivered
    ? (['Delivered', delivered, destination] as const)
    : deliveryEta
      ? (['Delivery', deliveryEta, destination] as const)
      : arrived
        ? (['Arrived', arrived, portOfDischarge ?? destination] as const)
        : (['ETA', eta, portOfDischarge ?? destination] as const);
  if (!moment) return <span className="text-faint">{t(status === 'delivered' ? 'Delivered' : 'No ETA yet')}</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="mr-1 text-xs text-faint">{t(label)}</span>
      <MomentTime moment={moment} timeZone={place?.timeZone} />
    </span>
  );
}
