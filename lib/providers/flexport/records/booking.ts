import type { BookingFields } from '#lib/model/record.ts';
import { modeOf } from '../mode.ts';
import { type Fields, isObject, objectsOf, stated, textOf } from '../read.ts';
import { countOf, dayOf, firstOf, flagOf, measureOf, nameOf, partOf, placeIn, textAt, timeOf } from './values.ts';

const STATUSES = new Map<string, BookingFields['status']>([
  ['draft', 'draft'],
  ['submitted', 'submitted'],
  ['booked', 'confirmed'],
  ['confirmed', 'confirmed'],
  ['shipment', 'shipped'],
  ['shipped', 'shipped'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['archived', 'archived'],
]);

/** The fields of a booking, in either form. */
export function bookingFields(source: Fields): BookingFields {
  const sea = partOf(source.ocean_booking);
  const part = { ...partOf(source.trucking_booking), ...partOf(source.air_booking), ...sea };
  const cargo = partOf(source.cargo);
  return stated<BookingFields>({
    number: textAt(source, 'flex_id', 'booking_number', 'number', 'name'),
    carrierBooking: textAt(source, 'carrier_booking_number', 'carrier_booking'),
    status: STATUSES.get(textOf(source.status) ?? ''),
    mode: modeOf(textAt(source, 'transportation_mode', 'mode')),
    incoterm: textOf(part.incoterm) ?? textOf(source.incoterm),
    origin: firstOf(source, ['origin_address', 'origin'], placeIn),
    portOfLoading: placeIn(part.origin_port) ?? firstOf(source, ['origin_port', 'port_of_loading', 'pol'], placeIn),
    portOfDischarge:
      placeIn(part.destination_port) ?? firstOf(source, ['destination_port', 'port_of_discharge', 'pod'], placeIn),
    destination: firstOf(source, ['destination_address', 'destination'], placeIn),
    shipper: firstOf(source, ['shipper_entity', 'shipper'], nameOf),
    consignee: firstOf(source, ['consignee_entity', 'consignee'], nameOf),
    notify: nameOf(source.notify_party),
    cargoReadyOn: dayOf(source.cargo_ready_date),
    deliveryOn: dayOf(source.delivery_date),
    cargo: descriptionOf(part.product_descriptions) ?? textAt(source, 'cargo_description', 'commodity'),
    weight: firstOf(cargo, ['weight'], measureOf) ?? measureOf(source.weight),
    volume: firstOf(cargo, ['volume'], measureOf) ?? measureOf(source.volume),
    pieces: countOf(source.pieces),
    containerCounts: countsOf(part.container_counts ?? source.container_counts),
    lcl: flagOf(part.is_lcl) ?? flagOf(source.is_lcl),
    hazardous: hazardous(cargo) ?? flagOf(source.hazardous),
    instructions: textOf(source.special_instructions),
    carrier: firstOf(source, ['carrier', 'carrier_name'], nameOf) ?? noted(source, 'carrier'),
    vessel: firstOf(source, ['vessel', 'vessel_name'], nameOf) ?? noted(source, 'vessel'),
    voyage: textAt(source, 'voyage', 'voyage_number') ?? noted(source, 'voyage'),
    createdAt: timeOf(source.created_at),
  });
}

/** The ids of the purchase orders in the lines of a booking. Its shipment carries them. */
export function ordersBooked(source: Fields): string[] {
  const ids = objectsOf(source.booking_line_items).flatMap(
    (line) => textOf(partOf(partOf(line.purchase_order_line_item).purchase_order).id) ?? [],
  );
  return [...new Set(ids)];
}

/** A value from the booking's notes: the documented object has no field for the sailing, so it is noted there. */
function noted(source: Fields, name: string): string | undefined {
  const value = partOf(source.metadata)[name];
  return textOf(Array.isArray(value) ? value[0] : value);
}

function descriptionOf(value: unknown): string | undefined {
  const texts = Array.isArray(value) ? value.flatMap((one) => textOf(isObject(one) ? one.description : one) ?? []) : [];
  return texts.length > 0 ? texts.join(', ') : textOf(value);
}

/** Container sizes with a count above zero; the provider sometimes spells forty "fourty". */
function countsOf(value: unknown): Record<string, number> | undefined {
  const counts = Object.entries(partOf(value)).flatMap(([size, count]): [string, number][] => {
    const name = textOf(size)?.replace('fourty', 'forty');
    const number = countOf(count);
    return name === undefined || !number ? [] : [[name, number]];
  });
  return counts.length > 0 ? Object.fromEntries(counts) : undefined;
}

/** Any of the dangerous-goods flags, whose names differ, on the cargo or one of its units; undefined without flags. */
function hazardous(cargo: Fields): boolean | undefined {
  const flags = [cargo, ...objectsOf(cargo.shipping_units)]
    .flatMap((part) => Object.entries(part))
    .filter(([name, value]) => /hazmat|hazardous|dangerous/.test(name) && typeof value === 'boolean')
    .map(([, value]) => value === true);
  return flags.length > 0 ? flags.includes(true) : undefined;
}
