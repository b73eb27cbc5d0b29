import { z } from 'zod';
import { CONTAINERS, type ContainerDetail, type ContainerListItem } from '#db/queries/containers.ts';
import { containers, shipmentItems } from '#db/schema/index.ts';
import { listOperation, oneOperation } from '#lib/api/operation.ts';
import { containerColumns, linkedSchema, quantity, rowOf, shown } from '#lib/api/rows.ts';
import { timelineEntry } from '#lib/api/timeline.ts';
import { EXCEPTION_TYPES } from '#lib/model/exception.ts';
import { timelineSchema } from './timeline.ts';

const row = rowOf(containers, {
  ...containerColumns,
  provider: z.string(),
  shipment: linkedSchema.nullable(),
  holds: z.array(z.enum(EXCEPTION_TYPES)).describe('The open holds of its shipment.'),
  emptyDueAt: z.iso
    .datetime()
    .nullable()
    .describe('Until when the empty container must be returned, by the tariff of its carrier; null once it was.'),
});

export const containerList = listOperation({
  list: CONTAINERS,
  id: 'listContainers',
  tag: 'Containers',
  summary: 'Containers by number',
  name: 'Container',
  row,
  show: (container: ContainerListItem) => container,
});

export const containerOne = oneOperation({
  id: 'getContainer',
  path: '/containers/{id}',
  tag: 'Containers',
  summary: 'One container with its shipment, milestones and contents',
  name: 'ContainerDetail',
  row: row.extend({
    milestones: z.array(timelineSchema),
    goods: z.array(rowOf(shipmentItems, { weight: quantity, volume: quantity })),
  }),
  show: (container: ContainerDetail) => ({
    ...container,
    milestones: container.milestones.filter(({ standing }) => standing === 'current').map(timelineEntry),
    goods: container.goods.map(shown),
  }),
});
