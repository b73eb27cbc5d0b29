import { isPlaceholder } from '#lib/model/placeholder.ts';
import type { PartyRole, ReferenceType, ShipmentFields, Stage } from '#lib/model/shipment.ts';
import { dayOf as dayNamed } from '#lib/model/time.ts';
import { unreadableDate } from '#lib/model/unreadable-date.ts';
import { addReference, addWhole, type ChangeBuilder, isNew, retractMilestone } from './change-builder.ts';
import { addContainer } from './container.ts';
import { addLeg } from './leg.ts';
import { modeOf } from './mode.ts';
import { momentOf, stated, textOf } from './read.ts';
import { cargoOf } from './records/items.ts';
import { countOf, measureOf } from './records/values.ts';
import type { Shipment } from './schema.ts';

/** The stage of each status of the provider. An unknown status is shown and proves nothing. */
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

/** The lists of parties, whether a list has all of them, and their role. */
const ROLES = [
  ['shippers', 'allShippers', 'shipper'],
  ['consignees', 'allConsignees', 'consignee'],
  ['buyers', 'allBuyers', 'buyer'],
  ['sellers', 'allSellers', 'seller'],
  ['importers_of_record', 'allImporters', 'importer_of_record'],
] as const satisfies readonly (readonly [keyof Shipment, keyof Shipment, PartyRole])[];

/** Adds the changes of a shipment snapshot, with its expanded parts. */
export function addShipment(builder: ChangeBuilder, shipment: Shipment): void {
  const fields = fieldsOf(shipment);
  builder.changes.push({ kind: 'shipment', shipment: builder.shipment, fields });
  addDates(builder, shipment);
  addCargoReady(builder, shipment.cargo_ready_date);
  addReferences(builder, shipment);
  addRoles(builder, shipment);
  for (const leg of shipment.legs) addLeg(builder, leg);
  for (const container of shipment.ocean_shipment?.containers ?? []) addContainer(builder, container);
  addWholeLists(builder, shipment);
}

/** The lists of which the snapshot has all elements. An empty one means not stated, and so does one with an element that cannot be read. */
function addWholeLists(builder: ChangeBuilder, { legs, allLegs, ocean_shipment: ocean }: Shipment): void {
  const isRead = ({ id, transportation_mode: mode }: Shipment['legs'][number]) =>
    id !== undefined && mode !== undefined;
  if (allLegs && legs.length > 0 && legs.every(isRead)) addWhole(builder, 'legs');
  const containers = ocean?.containers ?? [];
  if (!ocean?.allContainers || containers.length === 0 || containers.some(({ id }) => id === undefined)) return;
  addWhole(builder, 'containers');
  addWhole(builder, 'references', 'container');
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
    weight: measureOf(shipment.calculated_weight),
    volume: measureOf(shipment.calculated_volume),
    cargoReadyOn: dayOf(shipment.cargo_ready_date),
    archivedAt: momentOf(archivedAt) === undefined ? undefined : archivedAt,
    ...cargoOf(shipment),
  });
}

/** Copies of the dates of the main leg, sometimes wrong: hints. A missing estimate means not stated. */
function addDates(builder: ChangeBuilder, shipment: Shipment): void {
  const hint = { hint: true } as const;
  retractMilestone(builder, 'PICKED_UP', 'EST', shipment.estimated_picked_up_in_full_date ?? undefined, hint);
  retractMilestone(builder, 'PICKED_UP', 'ACT', shipment.actual_picked_up_in_full_date, hint);
  retractMilestone(builder, 'DEPARTED', 'EST', shipment.estimated_departure_date ?? undefined, hint);
  retractMilestone(builder, 'DEPARTED', 'ACT', shipment.actual_departure_date, hint);
  retractMilestone(builder, 'ARRIVED', 'EST', shipment.estimated_arrival_date ?? undefined, hint);
  retractMilestone(builder, 'ARRIVED', 'ACT', shipment.actual_arrival_date, hint);
  retractMilestone(builder, 'DELIVERED', 'EST', shipment.estimated_delivered_in_full_date ?? undefined, hint);
  retractMilestone(builder, 'DELIVERED', 'ACT', shipment.actual_delivered_in_full_date, hint);
}

/** It is a field: only what cannot be read is stated like a milestone. */
function addCargoReady({ shipment, changes }: ChangeBuilder, date: Shipment['cargo_ready_date']): void {
  const text = dayOf(date) === undefined ? unreadableDate(date) : null;
  if (text !== null) changes.push({ kind: 'unreadable', shipment, code: 'CARGO_READY', classifier: 'EST', text });
}

function addReferences(builder: ChangeBuilder, shipment: Shipment): void {
  const { ocean_shipment: ocean, air_shipment: air } = shipment;
  addReference(builder, 'shipment', shipment.name);
  addOnly(builder, 'house_bill', ocean?.house_bill_number ?? air?.house_airway_bill);
  addOnly(builder, 'master_bill', ocean?.master_bill_number ?? air?.master_airway_bill);
  addOnly(builder, 'carrier_booking', ocean?.carrier_booking_number);
  addOnly(builder, 'it_number', shipment.it_number);
  // Never all of them: containers have items too, and events of orders name shipments.
  for (const item of shipment.items) addReference(builder, 'purchase_order', textOf(item.purchase_order_number));
}

/** Adds the only field for references of a type, if it is stated: a corrected number replaces the wrong one. */
function addOnly(builder: ChangeBuilder, type: ReferenceType, stated: string | undefined): void {
  if (stated === undefined || isPlaceholder(stated)) return;
  addReference(builder, type, stated);
  addWhole(builder, 'references', type);
}

function addRoles(builder: ChangeBuilder, shipment: Shipment): void {
  for (const [key, all, role] of ROLES) {
    for (const { id, name } of shipment[key]) {
      if (name === undefined || !isNew(builder, `${role} ${id ?? name}`)) continue;
      builder.changes.push({ kind: 'role', shipment: builder.shipment, role, name, ...(id && { party: id }) });
    }
    const parties = shipment[key];
    if (!shipment[all] || parties.length === 0) continue;
    if (parties.every(({ name }) => name !== undefined)) addWhole(builder, 'roles', role);
  }
}

function dayOf(date: string | null | undefined): string | undefined {
  const moment = momentOf(date);
  return moment ? dayNamed(moment) : undefined;
}
