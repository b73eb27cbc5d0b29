import type { LegFields } from '#lib/model/shipment.ts';
import { addReference, type ChangeBuilder, isNew, retractMilestone } from './change-builder.ts';
import { addContainerLeg } from './container.ts';
import { appointmentRequested, appointmentScheduled } from './dates.ts';
import { modeOf } from './mode.ts';
import { placeOf, roleOf } from './place.ts';
import { stated } from './read.ts';
import type { Leg } from './schema.ts';

/** Adds the changes of a leg snapshot. A bare link is not one: a leg without a mode would break the route. */
export function addLeg(builder: ChangeBuilder, leg: Leg): void {
  if (leg.id === undefined || leg.transportation_mode === undefined || !isNew(builder, `leg ${leg.id}`)) return;
  builder.changes.push({ kind: 'leg', shipment: builder.shipment, leg: leg.id, fields: fieldsOf(leg) });
  addDates(builder, leg, leg.id);
  addReference(builder, 'tracking', leg.trucking_leg?.tracking_number);
  for (const part of [leg.ocean_leg, leg.rail_leg, leg.trucking_leg]) {
    for (const containerLeg of part?.container_legs ?? []) addContainerLeg(builder, containerLeg);
  }
}

function fieldsOf(leg: Leg): LegFields {
  const { ocean_leg: ocean, air_leg: air, trucking_leg: trucking } = leg;
  return stated<LegFields>({
    mode: modeOf(leg.transportation_mode),
    origin: placeOf(leg.origin),
    destination: placeOf(leg.destination),
    originRole: roleOf(leg.origin),
    destinationRole: roleOf(leg.destination),
    carrierName: leg.carrier_name,
    scac: scacOf(ocean?.scac_code),
    vesselName: ocean?.vessel_name,
    vesselImo: /^(?:IMO)?[\s:.#-]*(?:no[\s:.#-]*|number[\s:.#-]*)?(\d{7})$/i.exec(ocean?.vessel_imo ?? '')?.[1],
    voyage: ocean?.voyage_number ?? air?.flight_number,
    trackingNumber: trucking?.tracking_number,
  });
}

/** The four dates of a leg are authoritative, so an empty one retracts the milestone. */
function addDates(builder: ChangeBuilder, leg: Leg, id: string): void {
  const part = { leg: id };
  retractMilestone(builder, 'DEPARTED', 'EST', leg.estimated_departure_date, part);
  retractMilestone(builder, 'DEPARTED', 'ACT', leg.actual_departure_date, part);
  retractMilestone(builder, 'ARRIVED', 'EST', leg.estimated_arrival_date, part);
  retractMilestone(builder, 'ARRIVED', 'ACT', leg.actual_arrival_date, part);
  retractMilestone(builder, 'APPOINTMENT_REQUESTED', 'ACT', appointmentRequested(leg) ?? undefined, part);
  retractMilestone(builder, 'APPOINTMENT_SCHEDULED', 'PLN', appointmentScheduled(leg) ?? undefined, part);
  retractMilestone(builder, 'TRANSLOADED', 'ACT', leg.additional_dates?.loaded_on_truck_date ?? undefined, part);
  retractMilestone(builder, 'DELIVERY_COMPLETED', 'ACT', leg.additional_dates?.delivery_completed ?? undefined, part);
}

/** The provider writes `NONE` for a missing code. */
function scacOf(text: string | undefined): string | undefined {
  const code = text?.toUpperCase();
  return code !== undefined && code !== 'NONE' && /^[A-Z]{2,4}$/.test(code) ? code : undefined;
}
