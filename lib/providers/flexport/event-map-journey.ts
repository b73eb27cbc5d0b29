import { type EventMapping, estimate, happened, planned } from './event-mapping.ts';

type Table = Readonly<Record<string, readonly EventMapping[]>>;

const hold = (reason: string) => happened('CUSTOMS_HOLD', 'shipment', { reason, instance: 'reason' });
const filing = (reason: string) => happened('CUSTOMS_FILING', 'shipment', { reason, instance: 'reason' });

export const estimated: Table = {
  '/shipment#schedule_confirmed': [happened('SCHEDULE_CONFIRMED', 'shipment', { plans: true })],
  '/shipment_leg#updated_estimated_time_of_departure': [estimate('DEPARTED', 'leg', 'estimatedDeparture')],
  '/shipment_leg#updated_estimated_time_of_arrival': [estimate('ARRIVED', 'leg', 'estimatedArrival')],
  '/shipment_leg#updated_estimated_out_for_delivery': [estimate('OUT_FOR_DELIVERY', 'leg', 'estimatedDeparture')],
  '/shipment#updated_route': [happened('ROUTE_CHANGED', 'shipment', { instance: 'event' })],
  '/shipment_container_leg#updated_estimated_available_for_pickup': [
    estimate('AVAILABLE_FOR_PICKUP', 'container', 'estimatedAvailable'),
  ],
};

export const actual: Table = {
  '/shipment_leg#departed': [happened('DEPARTED', 'leg', { date: 'actualDeparture' })],
  '/shipment_leg#arrived': [happened('ARRIVED', 'leg', { date: 'actualArrival' })],
  '/shipment_leg#out_for_delivery': [happened('OUT_FOR_DELIVERY', 'leg', { date: 'actualDeparture' })],
  '/shipment_leg#delivery_completed': [happened('DELIVERY_COMPLETED', 'leg', { date: 'deliveryCompleted' })],
  '/ocean/shipment_container_leg#loaded_on_board': [happened('LOADED', 'container_leg', { date: 'loadedOnBoard' })],
  '/ocean/shipment_leg#loaded_on_truck': [happened('TRANSLOADED', 'leg', { date: 'loadedOnTruck' })],
  '/ocean/shipment_container_leg#unloaded_off_board': [happened('DISCHARGED', 'container_leg', { date: 'discharged' })],
  '/shipment_leg#delivered': [happened('DELIVERED_PART', 'leg', { date: 'actualArrival' })],
  '/shipment#delivered_in_full': [happened('DELIVERED', 'shipment', { date: 'deliveredInFull' })],
};

export const administrative: Table = {
  '/shipment#created': [happened('SHIPMENT_CREATED', 'shipment')],
  '/shipment#booking_confirmed': [happened('BOOKING_CONFIRMED', 'shipment')],
  '/shipment#cargo_ready_date_changed': [estimate('CARGO_READY', 'shipment', 'cargoReady')],
  '/shipment#updated_cargo_ready_date': [estimate('CARGO_READY', 'shipment', 'cargoReady')],
  '/shipment#documents_sent_to_nominated_broker': [happened('DOCS_SENT_TO_BROKER', 'shipment')],
  '/shipments#commercial_invoices_digitized': [happened('COMMERCIAL_INVOICES_READY', 'shipment')],
};

export const customs: Table = {
  // Goods may be released, held again and released again; the reports may arrive in another order.
  '/shipment#customs_entry_release_status_released': [happened('CUSTOMS_RELEASED', 'shipment', { instance: 'event' })],
  '/shipment#customs_undergoing_x_ray_exam': [hold('x_ray')],
  '/shipment#customs_entry_release_status_pending_intensive_exam': [hold('exam')],
  '/shipment#customs_entry_release_status_document_required': [hold('documents')],
  '/shipment#customs_entry_release_status_entry_docs_required': [hold('documents')],
  '/shipment#customs_entry_release_status_release_suspended': [hold('suspended')],
  '/shipment#customs_entry_release_status_under_cbp_review': [hold('review')],
  '/shipment#customs_agriculture_hold': [hold('agriculture')],
  '/shipment#export_country_customs_exam': [hold('export_exam')],
  '/shipment#export_country_magnetism_exam': [hold('export_magnetism')],
};

export const other: Table = {
  // Tied to the container only, as in its snapshot; with the leg it would be another milestone.
  '/ocean/shipment_container_leg#available_for_pickup': [
    happened('AVAILABLE_FOR_PICKUP', 'container', { date: 'available' }),
  ],
  '/shipment_leg#delivery_appointment_requested': [
    happened('APPOINTMENT_REQUESTED', 'leg', { date: 'appointmentRequested', moment: 'dated-else-occurred' }),
  ],
  '/shipment_leg#delivery_appointment_scheduled': [planned('APPOINTMENT_SCHEDULED', 'leg', 'appointmentScheduled')],
  '/shipment_container_leg#delivery_appointment_scheduled': [planned('APPOINTMENT_SCHEDULED', 'container_leg')],
  '/shipment#filing_submitted_for_in_bond_transportation': [filing('in_bond')],
  '/shipment#ftz_admission': [filing('ftz')],
  '/ocean/shipment_container#free_time_to_expire': [planned('FREE_TIME_EXPIRING', 'container', 'lastFreeDay')],
  '/ocean/shipment_container#free_time_expired': [
    happened('FREE_TIME_EXPIRED', 'container', { date: 'lastFreeDay', moment: 'dated-else-occurred' }),
  ],
  // The snapshot has only the day and repeats it, so the day is used from the start.
  '/ocean/shipment_container#empty_returned': [
    happened('EMPTY_RETURNED', 'container', { date: 'emptyReturned', moment: 'dated-else-occurred' }),
  ],
  '/shipment#returned_to_shipper': [happened('RETURNED_TO_SHIPPER', 'shipment')],
};
