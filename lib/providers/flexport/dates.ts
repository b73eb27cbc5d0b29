import type { Moment } from '#lib/model/time.ts';
import { momentOf } from './read.ts';
import type { Attached, Container, ContainerLeg, Leg, Shipment } from './schema.ts';

/** The object that an event is about, with the snapshots beside it. */
export type Subject = {
  shipment?: Shipment | undefined;
  leg?: Leg | undefined;
  container?: Container | undefined;
  containerLeg?: ContainerLeg | undefined;
  attached?: Attached | undefined;
};

type Read = (subject: Subject) => string | null | undefined;

/** The dates of snapshots that events announce, by the name that the event map uses. */
const READ = {
  estimatedDeparture: ({ leg }) => leg?.estimated_departure_date,
  actualDeparture: ({ leg }) => leg?.actual_departure_date,
  estimatedArrival: ({ leg }) => leg?.estimated_arrival_date,
  actualArrival: ({ leg }) => leg?.actual_arrival_date,
  appointmentRequested: ({ leg }) => leg && appointmentRequested(leg),
  appointmentScheduled: ({ leg }) => leg && appointmentScheduled(leg),
  loadedOnTruck: ({ leg }) => leg?.additional_dates?.loaded_on_truck_date,
  deliveryCompleted: ({ leg }) => leg?.additional_dates?.delivery_completed,
  loadedOnBoard: ({ containerLeg }) => containerLeg?.dates.actual_loaded_on_board_date,
  discharged: ({ containerLeg }) => containerLeg?.dates.actual_discharge_date,
  estimatedAvailable: ({ container, containerLeg }) =>
    container?.estimated_available_for_pickup_date ?? containerLeg?.dates.estimated_available_for_pickup_date,
  available: ({ container, containerLeg }) =>
    container?.available_for_pickup_date ?? containerLeg?.dates.available_for_pickup_date,
  lastFreeDay: ({ container }) => container?.last_free_day_date,
  emptyReturned: ({ container }) => container?.empty_returned_date,
  cargoReady: ({ shipment }) => shipment?.cargo_ready_date,
  deliveredInFull: ({ shipment }) => shipment?.actual_delivered_in_full_date,
} satisfies Record<string, Read>;

export type DateName = keyof typeof READ;

/** The moment in the snapshot; null if it states that there is none; undefined if it does not state it. */
export function statedDate(name: DateName, subject: Subject): Moment | null | undefined {
  return momentOf(READ[name](subject));
}

/** When an appointment was requested. API revisions differ in the name of the key. */
export function appointmentRequested({ additional_dates: dates }: Leg): string | null | undefined {
  return dates?.delivery_appointment_requested_at_date ?? dates?.delivery_appointment_requested_date;
}

/** The time of an appointment. API revisions differ in the name of the key. */
export function appointmentScheduled({ additional_dates: dates }: Leg): string | null | undefined {
  return dates?.delivery_appointment_scheduled_for_date ?? dates?.delivery_appointment_scheduled_date;
}
