import type { ContainerFields } from '#lib/model/shipment.ts';
import { parseMoment, programText } from '#lib/model/time.ts';
import { unreadableDate } from '#lib/model/unreadable-date.ts';
import { addReference, type ChangeBuilder, isNew, retractMilestone } from './change-builder.ts';
import { stated, textOf } from './read.ts';
import { cargoOf } from './records/items.ts';
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
  const freeDay = unreadableDate(container.last_free_day_date);
  if (freeDay !== null) {
    const about = { code: 'FREE_TIME_EXPIRING', classifier: 'PLN', text: freeDay } as const;
    builder.changes.push({ kind: 'unreadable', shipment: builder.shipment, ...about, ...part });
  }
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
  return stated<ContainerFields>({
    number: container.container_number,
    type: container.container_type,
    size: container.container_size?.replace('fourty', 'forty'),
    sealNumber: container.seal_number,
    lastFreeDay: lastFreeDayOf(container),
    ...cargoOf(container),
  });
}

/**
 * The last free day; null if the container states that there is none any more. Only a container with its number does: a link to one, or
 * a form of it with a few fields, may have an empty one because it never has any.
 */
export function lastFreeDayOf({
  container_number: number,
  last_free_day_date: date,
}: Pick<Container, 'container_number' | 'last_free_day_date'>): string | null | undefined {
  if (date === null) return number === undefined ? undefined : null;
  const moment = date === undefined ? null : parseMoment(date);
  return moment ? programText(moment) : undefined;
}
