import { measure } from '#lib/emulator/world/commercial-records.ts';
import { type Freight, mainLegs, statusOf } from '#lib/emulator/world/freight.ts';
import { dayInZone, utc } from '#lib/emulator/world/local-time.ts';
import { itemsOf } from './items.ts';
import { collection, company, type Json, quantity, ref, zoned } from './parts.ts';

/** The shipment's own dates: main carriage, first pickup, last delivery. */
export function shipmentDates(freight: Freight): Json {
  const main = mainLegs(freight);
  const [first, last, door] = [main[0], main.at(-1), freight.legs.at(-1)];
  const pickup = freight.legs[0];
  const actualDeparture = zoned(first?.atd ?? null, first?.from);
  const estimatedDeparture = zoned(first?.etd ?? null, first?.from);
  const actualArrival = zoned(last?.ata ?? null, last?.to);
  const estimatedArrival = zoned(last?.eta ?? null, last?.to);
  const pickedUp = zoned(pickup?.atd ?? null, pickup?.from);
  const estimatedPickup = zoned(pickup?.etd ?? null, pickup?.from);
  const delivered = zoned(freight.deliveredInFull, door?.to);
  return {
    estimated_departure_date: estimatedDeparture,
    actual_departure_date: actualDeparture,
    departure_date: actualDeparture ?? estimatedDeparture,
    estimated_arrival_date: estimatedArrival,
    actual_arrival_date: actualArrival,
    arrival_date: actualArrival ?? estimatedArrival,
    estimated_picked_up_in_full_date: estimatedPickup,
    actual_picked_up_in_full_date: pickedUp,
    picked_up_in_full_date: pickedUp ?? estimatedPickup,
    estimated_delivered_in_full_date: zoned(door?.eta ?? null, door?.to),
    actual_delivered_in_full_date: delivered,
    delivered_in_full_date: delivered,
    cargo_ready_date: pickup ? dayInZone(freight.cargoReady, pickup.from.place.zone) : null,
  };
}

function modeDetails(freight: Freight): Json {
  if (freight.mode === 'air') {
    const { kg, cbm } = measure(freight.goods);
    const weight = quantity('weight', Math.max(kg, cbm * 167), 'kg');
    const volume = quantity('volume', cbm, 'cbm');
    const bills = { house_airway_bill: freight.houseBill, master_airway_bill: freight.masterBill };
    const air = { _object: '/air/shipment', ...bills, chargeable_weight: weight, chargeable_volume: volume };
    return { air_shipment: air, ocean_shipment: null };
  }
  const containers = collection(
    '/ocean/shipment_container',
    '/ocean/shipment_containers',
    `f.shipment.id=${freight.id}`,
  );
  const bills = { house_bill_number: freight.houseBill, master_bill_number: freight.masterBill };
  const booking = { carrier_booking_number: freight.bookingNumber, containers };
  return {
    ocean_shipment: { _object: '/ocean/shipment', is_lcl: freight.lcl, ...bills, ...booking },
    air_shipment: null,
  };
}

/** The fields of a shipment that never change: parties, quantities, links. */
function fixedPart(freight: Freight): Json {
  const { kg, cbm, cartons } = measure(freight.goods);
  const link = (type: string, path: string) => collection(type, path, `f.shipment.id=${freight.id}`);
  return {
    name: freight.name,
    booking: ref('/booking', '/bookings', freight.booking.id),
    transportation_mode: freight.mode,
    freight_type: freight.freightType,
    incoterm: freight.incoterm,
    calculated_weight: quantity('weight', kg, 'kg'),
    calculated_volume: quantity('volume', cbm, 'cbm'),
    pieces: cartons,
    priority: freight.priority,
    metadata: {},
    created_date: utc(freight.createdAt),
    archived_at: null,
    legs: link('/shipment_leg', '/shipment_legs'),
    customs_entries: link('/customs_entry', '/customs_entries'),
    commercial_invoices: link('/commercial_invoice', '/commercial_invoices'),
    documents: link('/document', '/documents'),
    shippers: [company(freight.shipper)],
    consignees: [company(freight.consignee)],
    buyers: [company(freight.consignee)],
    sellers: [company(freight.shipper)],
    importers_of_record: [company(freight.consignee)],
    wants_freight_management_bco: false,
    wants_flexport_freight: true,
    wants_export_customs_service: false,
    wants_import_customs_service: true,
  };
}

export function shipmentObject(freight: Freight): Json {
  return {
    _object: '/shipment',
    id: freight.id,
    ...fixedPart(freight),
    ...shipmentDates(freight),
    status: statusOf(freight),
    it_number: freight.itNumber,
    updated_at: utc(freight.updatedAt),
    items: itemsOf(freight),
    ...modeDetails(freight),
  };
}
