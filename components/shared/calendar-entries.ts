import type { ShipmentLine } from '#db/queries/shipment-list.ts';
import type { Words } from '#lib/model/language.ts';
import { dayOf } from '#lib/model/time.ts';
import { onClockOf } from '#lib/model/zone.ts';
import type { CalendarEntry } from '#lib/sheet/calendar.ts';
import { zoneOf } from '../shipments/eta-variance.ts';
import { bestReference } from '../shipments/reference.ts';
import { placeText } from '../shipments/words.ts';

/** What a calendar needs of a shipment. */
export type Scheduled = Pick<
  ShipmentLine,
  'id' | 'externalId' | 'references' | 'arrived' | 'eta' | 'freeUntil' | 'portOfDischarge' | 'destination' | 'learnedAt'
>;

/** The arrival and the last free day of a shipment, as far as they are chosen and known. */
export function calendarEntries(shipment: Scheduled, fields: readonly string[], { t }: Words): CalendarEntry[] {
  const { id, learnedAt, freeUntil, portOfDischarge, destination } = shipment;
  const name = bestReference(shipment).value;
  const place = portOfDischarge ?? destination;
  const common = { changedAt: learnedAt, place: place && placeText(place) };
  const arrival = arrivalOf(shipment);
  const arrivalTitle = shipment.arrived ? t('{name}: arrived', { name }) : t('{name}: arrival expected', { name });
  return [
    ...(fields.includes('arrival') && arrival !== null
      ? [{ ...common, uid: `${id}-arrival@fairlead`, start: arrival, title: arrivalTitle }]
      : []),
    ...(fields.includes('free') && freeUntil !== null
      ? [
          {
            ...common,
            uid: `${id}-free@fairlead`,
            start: freeUntil.slice(0, 10),
            title: t('{name}: last free day', { name }),
          },
        ]
      : []),
  ];
}

/** A day stays a day. A time whose zone nobody knows is its day too, since no instant is known. */
function arrivalOf(shipment: Scheduled): string | null {
  const moment = shipment.arrived ?? shipment.eta;
  if (!moment) return null;
  if (moment.precision === 'day') return dayOf(moment);
  const placed = onClockOf(moment, zoneOf(shipment));
  return placed.offset === null ? dayOf(moment) : placed.at;
}
