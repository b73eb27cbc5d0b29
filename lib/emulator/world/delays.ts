import { rollOver } from './booking.ts';
import type { Leg } from './freight.ts';
import type { Script } from './script.ts';

/** The phase of a lifecycle in which each of Flexport's delays and failed attempts occurs. */
export const DELAYS = {
  supply: [
    'cargo_not_available',
    'missing_cargo',
    'cargo_ready_date_changed_exception',
    'supplier_late_gate_in',
    'supplier_late_documents',
    'equipment_unavailable',
    'dry_run_pickup',
    'trucker_rejected',
  ],
  sailing: [
    'cargo_rolled_from_booked_vessel',
    'vessel_delay_schedule_updated_by_carrier',
    'vessel_delay_mechanical',
    'port_strike_delay',
    'weather_delay',
  ],
  sea: [
    'vessel_delay_port_congestion',
    'vessel_delay_schedule_updated_by_carrier',
    'weather_delay',
    'shipment_rerouted_by_carrier',
  ],
  transshipment: ['transshipment_delay', 'vessel_delay_port_congestion'],
  flight: [
    'cargo_bumped_from_booked_flight',
    'flight_delay_schedule_updated_by_carrier',
    'flight_delay_mechanical',
    'cargo_breakdown_delay',
    'weather_delay',
  ],
  port: [
    'ocean_port_dwell_delay',
    'trucking_delay_port_congestion',
    'late_bill_of_lading_release',
    'pending_customs_clearance_from_nominated_broker',
    'shipment_rerouted_per_client_request',
  ],
  warehouse: ['warehouse_devan_delay', 'transload_delay', 'cargo_contamination_delay'],
  rail: ['rail_car_equipment_breakdown', 'rail_interchange_delay', 'rail_transfer_delay'],
  appointment: ['no_appointments_available', 'pending_delivery_appointment_confirmation'],
  delivery: [
    'dry_run_delivery_attempt_not_completed',
    'no_attempt_made',
    'missed_appointment',
    'trucking_delay_chassis_problem',
    'trucking_delay_mechanical_problem',
    'trucking_delay_strike',
    'trucking_delay_traffic',
    'trucking_delay_other',
    'truckers_hours_expired',
  ],
} as const;
export type Phase = keyof typeof DELAYS;

const FAILED_ATTEMPTS = new Set<string>([
  'dry_run_pickup',
  'dry_run_delivery_attempt_not_completed',
  'no_attempt_made',
  'missed_appointment',
  'trucker_rejected',
]);

type Trouble = { certain?: boolean; leg?: Leg };

const LIKELIHOOD = { smooth: 0.03, late: 0.35, rough: 0.65 } as const;

/**
 * A possible delay at this point; subscribed clients also receive the new route. Goods can only be rolled from the
 * vessel of a `leg`.
 */
export function perhapsDelayed(script: Script, phase: Phase, at: number, { certain = false, leg }: Trouble = {}): void {
  if (!certain && !script.random.chance(LIKELIHOOD[script.scenario])) return;
  const reason = script.random.pick<string>(DELAYS[phase]);
  if (leg && reason === 'cargo_rolled_from_booked_vessel') {
    rollOver(script, leg, at);
    return;
  }
  const code = FAILED_ATTEMPTS.has(reason) ? 'ATTEMPT_FAILED' : 'DELAY';
  script.addFact(`/shipment#${reason}`, at, { kind: 'shipment' }, { code });
  if (reason.startsWith('shipment_rerouted')) {
    script.announce('/shipment#updated_route', at + script.lag(), { kind: 'shipment' }, { code: 'ROUTE_CHANGED' });
  }
}
