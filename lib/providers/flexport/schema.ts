import { z } from 'zod';
import { capitals, date, list, part, reading, tags, text, whole } from './lenient-zod.ts';
import { isObject, objectsOf } from './read.ts';

/*
 * The schemas of this provider's objects, as far as they are read. They never fail: a field of an unexpected form counts as not stated, because the other fields are
 * still valid. Unknown fields are ignored.
 */

/** A link to an object, or the object itself when it was expanded. */
const ref = part(z.object({ id: text }));
const quantity = part(z.object({ value: text, unit: text }));
const parties = list(z.object({ id: text, name: text }));
/** Cargo items are read field by field: their forms vary too much for a schema. */
const items = z.unknown().optional().transform(objectsOf);

const address = z.object({ city: text, country: text, country_code: text, unlocode: text, timezone: text });
const place = z.object({ name: text, address: part(address), details: list(z.object({ port_code: text })) });
const node = z.object({ tags, place: part(place), terminal: part(z.object({ name: text })) });
export type ShipmentNode = z.infer<typeof node>;

/** Dates by name; some API revisions wrap each in an object within a list. */
const dates = z
  .unknown()
  .optional()
  .transform((value): Record<string, unknown> => {
    const named: Record<string, unknown> = Object.create(null);
    for (const some of Array.isArray(value) ? value : [value]) Object.assign(named, some);
    return named;
  })
  .pipe(
    z.object({
      actual_loaded_on_board_date: date,
      actual_discharge_date: date,
      estimated_available_for_pickup_date: date,
      available_for_pickup_date: date,
    }),
  );

const containerFacts = z.object({
  id: text,
  container_number: capitals,
  container_type: text,
  container_size: text,
  seal_number: text,
  last_free_day_date: date,
  available_for_pickup_date: date,
  estimated_available_for_pickup_date: date,
  empty_returned_date: date,
  shipment: ref,
  items,
  allItems: whole,
});
const allItems = { allItems: 'items' } as const;
const boxOfLeg = reading(allItems, containerFacts);
const containerLeg = z.object({ id: text, shipment_container: part(boxOfLeg), leg: ref, dates, shipment: ref });
export type ContainerLeg = z.infer<typeof containerLeg>;
const container = reading(allItems, containerFacts.extend({ container_legs: list(containerLeg) }));
export type Container = z.infer<typeof containerFacts> & { container_legs?: ContainerLeg[] };

const containerLegs = list(containerLeg);
const additionalDates = z.object({
  delivery_appointment_requested_date: date,
  delivery_appointment_requested_at_date: date,
  delivery_appointment_scheduled_date: date,
  delivery_appointment_scheduled_for_date: date,
  loaded_on_truck_date: date,
  delivery_completed: date,
});
const leg = z.object({
  id: text,
  shipment: ref,
  transportation_mode: text,
  estimated_departure_date: date,
  actual_departure_date: date,
  estimated_arrival_date: date,
  actual_arrival_date: date,
  additional_dates: part(additionalDates),
  origin: part(node),
  destination: part(node),
  carrier_name: text,
  ocean_leg: part(
    z.object({
      scac_code: text,
      vessel_name: text,
      vessel_imo: text,
      voyage_number: text,
      container_legs: containerLegs,
    }),
  ),
  air_leg: part(z.object({ flight_number: text })),
  rail_leg: part(z.object({ container_legs: containerLegs })),
  trucking_leg: part(z.object({ tracking_number: text, container_legs: containerLegs })),
});
export type Leg = z.infer<typeof leg>;

const bills = {
  house_bill_number: text,
  master_bill_number: text,
  carrier_booking_number: text,
  containers: list(container),
  allContainers: whole,
};
const shipmentFields = z.object({
  id: text,
  name: text,
  transportation_mode: text,
  freight_type: text,
  incoterm: text,
  calculated_weight: quantity,
  calculated_volume: quantity,
  pieces: text,
  it_number: text,
  archived_at: date,
  status: text,
  priority: text,
  estimated_departure_date: date,
  actual_departure_date: date,
  estimated_arrival_date: date,
  actual_arrival_date: date,
  estimated_picked_up_in_full_date: date,
  actual_picked_up_in_full_date: date,
  estimated_delivered_in_full_date: date,
  actual_delivered_in_full_date: date,
  cargo_ready_date: date,
  ocean_shipment: part(reading({ allContainers: 'containers' }, z.object(bills))),
  air_shipment: part(z.object({ house_airway_bill: text, master_airway_bill: text })),
  legs: list(leg),
  allLegs: whole,
  shippers: parties,
  allShippers: whole,
  consignees: parties,
  allConsignees: whole,
  buyers: parties,
  allBuyers: whole,
  sellers: parties,
  allSellers: whole,
  importers_of_record: parties,
  allImporters: whole,
  items,
  allItems: whole,
  booking: z.unknown().optional(),
  documents: z.unknown().optional(),
  commercial_invoices: z.unknown().optional(),
});
const shipment = reading(
  {
    allLegs: 'legs',
    allShippers: 'shippers',
    allConsignees: 'consignees',
    allBuyers: 'buyers',
    allSellers: 'sellers',
    allImporters: 'importers_of_record',
    ...allItems,
  },
  shipmentFields,
);
export type Shipment = z.infer<typeof shipment>;

/** One link or several: API revisions differ. */
const refs = z
  .unknown()
  .optional()
  .transform((value) => (isObject(value) && value.id !== undefined ? [value] : objectsOf(value)))
  .pipe(z.array(z.object({ id: text })));
/** An attached object: an invoice, document, purchase order or load result, which may belong to several shipments. */
const attached = z.object({ id: text, name: text, document_type: text, shipment: ref, shipments: refs });
export type Attached = z.infer<typeof attached>;

/** Parses the resource of an event by its type. */
export const resources = {
  shipment: part(shipment),
  leg: part(leg),
  container: part(container),
  containerLeg: part(containerLeg),
  attached: part(attached),
};

export const eventSchema = z.object({
  created_at: text,
  occurred_at: text,
  data: z.object({
    resource: z.unknown().optional(),
    shipment: part(shipment),
    location: part(node),
    containers: list(container),
  }),
});
export type FlexportEvent = z.infer<typeof eventSchema>;
