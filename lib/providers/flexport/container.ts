import type { ContainerFields } from '#lib/model/shipment.ts';
import { parseMoment, programText } from '#lib/model/time.ts';
import { addReference, type ChangeBuilder, isNew, retractMilestone } from './change-builder.ts';
import { stated, textOf } from './read.ts';
import { itemsOf } from './records/items.ts';
import type { Container, ContainerLeg } from './schema.ts';

/**
 * Adds the changes of a container snapshot. Its dates of departure, arrival, pick-up and delivery are copies of the shipment's
 * and left out; an empty one among the others means not stated.
 */
export function addContainer(builder: ChangeBuilder, container: Container): void {
  const { id } = container;
  if (id === undefined || !isNew(builder, `container ${id}`)) return;
  builder.changes.push({
    kind: 'container',
    shipment: builder.shipment,
    container: id,
    fields: fieldsOf(container),
  });
  const part = { container: id };
  retractMilestone(
    builder,
    'AVAILABLE_FOR_PICKUP',
    'EST',
    container.estimated_available_for_pickup_date ?? undefined,
    part,
  );
  retractMilestone(builder, 'AVAILABLE_FOR_PICKUP', 'ACT', container.available_for_pickup_date ?? undefined, part);
  retractMilestone(builder, 'EMPTY_RETURNED', 'ACT', container.empty_returned_date ?? undefined, part);
  addReference(builder, 'container', container.container_number);
  for (const item of container.items) addReference(builder, 'purchase_order', textOf(item.purchase_order_number));
  for (const containerLeg of container.container_legs ?? []) addContainerLeg(builder, containerLeg);
}

/** Adds the milestones of a container at the origin and destination of a leg. */
export function addContainerLeg(builder: ChangeBuilder, containerLeg: ContainerLeg): void {
  const { shipment_container: container, leg, dates } = containerLeg;
  const [containerId, legId] = [container?.id, leg?.id];
  if (containerId === undefined || legId === undefined) return;
  if (!isNew(builder, `container leg ${containerId} ${legId}`)) return;
  const part = { leg: legId, container: containerId };
  retractMilestone(builder, 'LOADED', 'ACT', dates.actual_loaded_on_board_date ?? undefined, part);
  retractMilestone(builder, 'DISCHARGED', 'ACT', dates.actual_discharge_date ?? undefined, part);
}

function fieldsOf(container: Container): ContainerFields {
  const { last_free_day_date: lastFreeDay } = container;
  const freeDay = lastFreeDay ? parseMoment(lastFreeDay) : null;
  return stated<ContainerFields>({
    number: container.container_number,
    type: container.container_type,
    size: container.container_size?.replace('fourty', 'forty'),
    sealNumber: container.seal_number,
    lastFreeDay: freeDay ? programText(freeDay) : undefined,
    items: itemsOf(container.items),
  });
}
