import type { PartyRole, ShipmentFields, Stage } from '#lib/model/shipment.ts';
import { dayOf as dayNamed } from '#lib/model/time.ts';
import { addReference, type ChangeBuilder, isNew, retractMilestone } from './change-builder.ts';
import { addContainer } from './container.ts';
import { addLeg } from './leg.ts';
import { modeOf } from './mode.ts';
import { momentOf, stated, textOf } from './read.ts';
import { itemsOf } from './records/items.ts';
import { countOf } from './records/values.ts';
import type { Shipment } from './schema.ts';

/** The stage that each of the provider's words means. A word that is not here is shown and proves nothing. */
const STAGES = new Map<string, Stage>([
  ['seller_location', 'booked'],
  ['origin_stop_off', 'at_origin'],
  ['in_transit_to_departure_port', 'at_origin'],
  ['departure_port', 'at_origin'],
  ['in_transit_to_intermediary_port', 'in_transit'],
  ['intermediary_port', 'in_transit'],
  ['in_transit_to_arrival_port', 'in_transit'],
  ['arrival_port', 'arrived'],
  ['deconsolidation', 'arrived'],
  ['in_transit_to_final_destination', 'delivering'],
  ['destination_stop_off', 'delivering'],
  ['gated_out', 'delivering'],
  ['final_destination', 'delivered'],
]);

const ROLES = [
  ['shippers', 'shipper'],
  ['consignees', 'consignee'],
  ['buyers', 'buyer'],
  ['sellers', 'seller'],
  ['importers_of_record', 'importer_of_record'],
] as const satisfies readonly (readonly [keyof Shipment, PartyRole])[];

/** Puts down all that a snapshot of a shipment says, with the parts that came expanded within it. */
export function addShipment(gathering: ChangeBuilder, shipment: Shipment): void {
  const fields = fieldsOf(shipment);
  gathering.changes.push({ kind: 'shipment', shipment: gathering.shipment, fields });
  tellDates(gathering, shipment);
  tellReferences(gathering, shipment);
  tellRoles(gathering, shipment);
  for (const leg of shipment.legs) addLeg(gathering, leg);
  for (const container of shipment.ocean_shipment?.containers ?? []) addContainer(gathering, container);
}

function fieldsOf(shipment: Shipment): ShipmentFields {
  const { status, archived_at: archivedAt } = shipment;
  return stated<ShipmentFields>({
    name: shipment.name,
    mode: modeOf(shipment.transportation_mode),
    reportedStatus: status === undefined ? undefined : { text: status, stage: STAGES.get(status) ?? null },
    freightType: shipment.freight_type,
    incoterm: shipment.incoterm,
    priority: shipment.priority,
    // None means not counted yet: shipments with goods on their legs say 0 too.
    pieces: countOf(shipment.pieces) || undefined,
    weight: quantityOf(shipment.calculated_weight),
    volume: quantityOf(shipment.calculated_volume),
    cargoReadyOn: dayOf(shipment.cargo_ready_date),
    archivedAt: archivedAt !== undefined && momentOf(archivedAt) ? archivedAt : undefined,
    items: itemsOf(shipment.items),
  });
}

/** Copies of what the main leg says, wrong at times: hints. An estimate that is missing here is no denial. */
function tellDates(gathering: ChangeBuilder, shipment: Shipment): void {
  const hint = { hint: true } as const;
  retractMilestone(gathering, 'PICKED_UP', 'EST', shipment.estimated_picked_up_in_full_date ?? undefined, hint);
  retractMilestone(gathering, 'PICKED_UP', 'ACT', shipment.actual_picked_up_in_full_date, hint);
  retractMilestone(gathering, 'DEPARTED', 'EST', shipment.estimated_departure_date ?? undefined, hint);
  retractMilestone(gathering, 'DEPARTED', 'ACT', shipment.actual_departure_date, hint);
  retractMilestone(gathering, 'ARRIVED', 'EST', shipment.estimated_arrival_date ?? undefined, hint);
  retractMilestone(gathering, 'ARRIVED', 'ACT', shipment.actual_arrival_date, hint);
  retractMilestone(gathering, 'DELIVERED', 'EST', shipment.estimated_delivered_in_full_date ?? undefined, hint);
  retractMilestone(gathering, 'DELIVERED', 'ACT', shipment.actual_delivered_in_full_date, hint);
}

function tellReferences(gathering: ChangeBuilder, shipment: Shipment): void {
  const { ocean_shipment: ocean, air_shipment: air } = shipment;
  addReference(gathering, 'shipment', shipment.name);
  addReference(gathering, 'house_bill', ocean?.house_bill_number ?? air?.house_airway_bill);
  addReference(gathering, 'master_bill', ocean?.master_bill_number ?? air?.master_airway_bill);
  addReference(gathering, 'carrier_booking', ocean?.carrier_booking_number);
  addReference(gathering, 'it_number', shipment.it_number);
  for (const item of shipment.items) addReference(gathering, 'purchase_order', textOf(item.purchase_order_number));
}

function tellRoles(gathering: ChangeBuilder, shipment: Shipment): void {
  for (const [key, role] of ROLES) {
    for (const { id, name } of shipment[key]) {
      if (name === undefined || !isNew(gathering, `${role} ${id ?? name}`)) continue;
      gathering.changes.push({ kind: 'role', shipment: gathering.shipment, role, name, ...(id && { party: id }) });
    }
  }
}

function quantityOf(quantity: Shipment['calculated_weight']): ShipmentFields['weight'] {
  const { value, unit } = quantity ?? {};
  if (value === undefined || unit === undefined || !/^\d+(\.\d+)?$/.test(value) || Number(value) === 0)
    return undefined;
  return { value, unit };
}

function dayOf(date: string | null | undefined): string | undefined {
  const moment = momentOf(date);
  return moment ? dayNamed(moment) : undefined;
}
