import type { LinkedShipment } from '#db/queries/linked.ts';
import { MomentTime } from '../time/moment.tsx';

/** When a shipment is or was delivered, else when it arrives: the time that lateness is measured by. */
export function Expected({ shipment }: { shipment: LinkedShipment }) {
  const { delivered, deliveryEta, arrived, eta, destination, portOfDischarge, status } = shipment;
  const [label, moment, place] = delivered
    ? ['Delivered', delivered, destination]
    : deliveryEta
      ? ['Delivery', deliveryEta, destination]
      : arrived
        ? ['Arrived', arrived, portOfDischarge ?? destination]
        : ['ETA', eta, portOfDischarge ?? destination];
  if (!moment) return <span className="text-faint">{status === 'delivered' ? 'Delivered' : 'No ETA yet'}</span>;
  return (
    <span className="whitespace-nowrap">
      <span className="mr-1 text-xs text-faint">{label}</span>
      <MomentTime moment={moment} timeZone={place?.timeZone} />
    </span>
  );
}
