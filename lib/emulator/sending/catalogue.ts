import { DELAYS } from '#lib/emulator/world/delays.ts';

const SHIPMENT = [
  'schedule_confirmed',
  'updated_route',
  'delivered_in_full',
  'created',
  'booking_confirmed',
  'cargo_ready_date_changed',
  'updated_cargo_ready_date',
  'documents_sent_to_nominated_broker',
  'customs_entry_release_status_released',
  'customs_undergoing_x_ray_exam',
  'customs_entry_release_status_pending_intensive_exam',
  'customs_entry_release_status_document_required',
  'customs_entry_release_status_entry_docs_required',
  'customs_entry_release_status_release_suspended',
  'customs_entry_release_status_under_cbp_review',
  'customs_agriculture_hold',
  'export_country_customs_exam',
  'export_country_magnetism_exam',
  'filing_submitted_for_in_bond_transportation',
  'ftz_admission',
  'returned_to_shipper',
  ...new Set<string>(Object.values(DELAYS).flat()),
];

const LEG = [
  'updated_estimated_time_of_departure',
  'updated_estimated_time_of_arrival',
  'updated_estimated_out_for_delivery',
  'departed',
  'arrived',
  'out_for_delivery',
  'delivery_completed',
  'delivered',
  'delivery_appointment_requested',
  'delivery_appointment_scheduled',
];

const INVOICE = [
  'shared',
  'payment_made',
  'payment_failed',
  'due_date_adjusted',
  'credit_applied',
  'refund_applied',
  'voided',
];

/** Every documented Flexport event type, and the generic names of the newer groups. */
export const FLEXPORT_TYPES: readonly string[] = [
  ...SHIPMENT.map((name) => `/shipment#${name}`),
  '/shipments#commercial_invoices_digitized',
  ...LEG.map((name) => `/shipment_leg#${name}`),
  '/ocean/shipment_leg#loaded_on_truck',
  '/shipment_container_leg#updated_estimated_available_for_pickup',
  '/shipment_container_leg#delivery_appointment_scheduled',
  ...['loaded_on_board', 'unloaded_off_board', 'available_for_pickup'].map(
    (name) => `/ocean/shipment_container_leg#${name}`,
  ),
  ...['free_time_to_expire', 'free_time_expired', 'empty_returned'].map((name) => `/ocean/shipment_container#${name}`),
  ...INVOICE.map((name) => `/invoice#invoice_${name}`),
  '/document#document_created',
  '/commercial_invoice#created',
  ...['created', 'submitted', 'confirmed', 'amended', 'updated', 'archived'].map((name) => `/booking#${name}`),
  ...['created', 'acknowledged', 'updated', 'archived'].map((name) => `/purchase_order#${name}`),
  ...['created', 'updated', 'archived'].map((name) => `/product#${name}`),
];

/** The event types of the compact format: `type` and `data.milestone`. */
export const COMPACT_EVENTS: Readonly<Record<string, string>> = {
  'shipment.milestone:cargo_ready': '/shipment_leg#departed',
  'shipment.milestone:departed': '/shipment_leg#departed',
  'shipment.milestone:arrived': '/shipment_leg#arrived',
  'shipment.milestone:customs_cleared': '/shipment#customs_entry_release_status_released',
  'shipment.milestone:delivered': '/shipment#delivered_in_full',
  'shipment.milestone:estimated_departure': '/shipment_leg#updated_estimated_time_of_departure',
  'shipment.milestone:estimated_arrival': '/shipment_leg#updated_estimated_time_of_arrival',
  'booking.confirmed:booking_confirmed': '/booking#confirmed',
  'booking.amended:booking_amended': '/booking#amended',
  'purchase_order.created:po_created': '/purchase_order#created',
  'purchase_order.updated:po_updated': '/purchase_order#updated',
  'purchase_order.archived:po_archived': '/purchase_order#archived',
  'shipment.milestone:container_loaded': '/ocean/shipment_container_leg#loaded_on_board',
  'shipment.milestone:container_unloaded': '/ocean/shipment_container_leg#unloaded_off_board',
  'document.bill_of_lading_ready:bill_of_lading_ready': '/document#document_created',
  'invoice.created:invoice_created': '/invoice#invoice_shared',
  'document.uploaded:document_uploaded': '/document#document_created',
};

const PARTIES = [
  'COMPANY',
  'CUSTOMER',
  'CUSTOMER_CONTACT',
  'CARRIER',
  'CARRIER_CONTACT',
  'CARRIER_FACTOR',
  'CARRIER_PAYMENT_METHOD',
  'VENDOR',
  'VENDOR_CONTACT',
  'VENDOR_PAYMENT_METHOD',
  'LOCATION',
  'LOCATION_CONTACT',
];

/** MVMNT's events about companies, people and places. */
export const MVMNT_PARTY_EVENTS: readonly string[] = [
  ...PARTIES.flatMap((group) => ['CREATED', 'UPDATED', 'DELETED'].map((what) => `${group}_${what}`)),
  'CARRIER_ACTIVATED',
  'CARRIER_DEACTIVATED',
];
