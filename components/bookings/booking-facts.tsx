import type { BookingDetail } from '#db/queries/bookings.ts';
import type { Words } from '#lib/model/language.ts';
import type { Place } from '#lib/model/place.ts';
import { QuantityText } from '../personal/quantity.tsx';
import type { Fact } from '../record/facts.tsx';
import { containerCounts } from '../record/words.ts';
import { PlaceName } from '../shipments/place-name.tsx';

const placeOf = (place: Place | null) => place && <PlaceName place={place} className="whitespace-normal!" />;

export function bookingFacts(booking: BookingDetail, words: Words): Fact[] {
  const { t, day, number } = words;
  const { lcl, containerCounts: counts, hazardous } = booking;
  return [
    { term: 'Port of loading', field: 'portOfLoading', value: placeOf(booking.portOfLoading) },
    { term: 'Port of discharge', field: 'portOfDischarge', value: placeOf(booking.portOfDischarge) },
    { term: 'Origin¦place', field: 'origin', value: placeOf(booking.origin) },
    { term: 'Destination', field: 'destination', value: placeOf(booking.destination) },
    { term: 'Carrier', field: 'carrier', value: booking.carrier },
    { term: 'Vessel and voyage', field: 'vessel', value: [booking.vessel, booking.voyage].filter(Boolean).join(' ') },
    { term: 'Carrier booking', field: 'carrierBooking', value: booking.carrierBooking && mono(booking.carrierBooking) },
    { term: 'Incoterm', field: 'incoterm', value: booking.incoterm },
    { term: 'Cargo ready', field: 'cargoReadyOn', value: booking.cargoReadyOn && day(booking.cargoReadyOn) },
    { term: 'Deliver by', field: 'deliveryOn', value: booking.deliveryOn && day(booking.deliveryOn) },
    { term: 'Shipper', field: 'shipper', value: booking.shipper },
    { term: 'Consignee', field: 'consignee', value: booking.consignee },
    { term: 'Notify party', field: 'notify', value: booking.notify },
    {
      term: 'Containers',
      field: lcl ? 'lcl' : 'containerCounts',
      value: lcl ? t('None: loose cargo (LCL)') : counts && containerCounts(counts, words),
    },
    { term: 'Pieces', field: 'pieces', value: booking.pieces && number(booking.pieces) },
    { term: 'Weight', field: 'weight', value: booking.weight && <QuantityText quantity={booking.weight} /> },
    { term: 'Volume', field: 'volume', value: booking.volume && <QuantityText quantity={booking.volume} /> },
    { term: 'Hazardous', field: 'hazardous', value: hazardous === null ? null : t(hazardous ? 'Yes' : 'No') },
    { term: 'Cargo', field: 'cargo', value: booking.cargo, wide: true },
    { term: 'Instructions', field: 'instructions', value: booking.instructions, wide: true },
  ];
}

function mono(text: string) {
  return <span className="mono">{text}</span>;
}
