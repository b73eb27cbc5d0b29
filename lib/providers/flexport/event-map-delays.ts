import { type EventMapping, happened } from './event-mapping.ts';

/** The published types of delays, without their common prefix, by cause. */
const DELAYS = {
  cargo: [
    'cargo_breakdown_delay',
    'cargo_contamination_delay',
    'cargo_not_available',
    'missing_cargo',
    'cargo_ready_date_changed_exception',
  ],
  rolledOrBumped: ['cargo_rolled_from_booked_vessel', 'cargo_bumped_from_booked_flight'],
  carrierSchedule: ['vessel_delay_schedule_updated_by_carrier', 'flight_delay_schedule_updated_by_carrier'],
  mechanical: ['vessel_delay_mechanical', 'flight_delay_mechanical', 'trucking_delay_mechanical_problem'],
  equipment: ['equipment_unavailable', 'rail_car_equipment_breakdown', 'trucking_delay_chassis_problem'],
  congestion: [
    'vessel_delay_port_congestion',
    'ocean_port_dwell_delay',
    'trucking_delay_port_congestion',
    'trucking_delay_traffic',
  ],
  labour: ['port_strike_delay', 'trucking_delay_strike', 'truckers_hours_expired'],
  weather: ['weather_delay'],
  documentsAndCustoms: [
    'late_bill_of_lading_release',
    'supplier_late_documents',
    'pending_customs_clearance_from_nominated_broker',
  ],
  supplier: ['supplier_late_gate_in'],
  handover: [
    'transshipment_delay',
    'transload_delay',
    'rail_interchange_delay',
    'rail_transfer_delay',
    'warehouse_devan_delay',
  ],
  appointment: ['no_appointments_available', 'pending_delivery_appointment_confirmation'],
  other: ['trucking_delay_other'],
};

const REROUTED = ['shipment_rerouted_by_carrier', 'shipment_rerouted_per_client_request'];

const ATTEMPTS = [
  'dry_run_pickup',
  'dry_run_delivery_attempt_not_completed',
  'no_attempt_made',
  'missed_appointment',
  'trucker_rejected',
];

const each = (names: readonly string[], mapping: (reason: string) => readonly EventMapping[]) =>
  Object.fromEntries(names.map((name) => [`/shipment#${name}`, mapping(name)]));

const delay = (reason: string) => happened('DELAY', 'shipment', { reason, instance: 'event' });

/** Delays and failed attempts. Each is an instance of its own, without a new date, and is never retracted. */
export const delays: Readonly<Record<string, readonly EventMapping[]>> = {
  ...each(Object.values(DELAYS).flat(), (reason) => [delay(reason)]),
  ...each(REROUTED, (reason) => [delay(reason), happened('ROUTE_CHANGED', 'shipment', { reason, instance: 'event' })]),
  ...each(ATTEMPTS, (reason) => [happened('ATTEMPT_FAILED', 'shipment', { reason, instance: 'event' })]),
};
