import { z } from 'zod';
import { SHIPMENTS, type ShipmentDetail, type ShipmentListItem, type TimelineEntry } from '#db/queries/shipments.ts';
import { containers, exceptions, legs, shipmentParties, shipmentReferences, shipments } from '#db/schema/index.ts';
import { fieldsOf, listOperation, oneOperation } from '#lib/api/operation.ts';
import { moment, place, quantity, referenceSchema, rowOf, shown } from '#lib/api/rows.ts';
import { timelineEntry } from '#lib/api/timeline.ts';
import { ORDER_STATUSES } from '#lib/model/record.ts';
import { milestoneCodeSchema, stageSchema } from '#lib/model/schema.ts';
import { PROGRESS_STEPS } from '#lib/model/shipment.ts';
import { timelineSchema } from './timeline.ts';

const row = rowOf(shipments, {
  status: stageSchema,
  statusReason: z.string().describe('Why it has this status, in words.'),
  statusBasis: z
    .enum(['evidence', 'reported', 'conflict', 'none'])
    .describe('`conflict`: the provider still states less than a milestone proves; `statusReason` names both.'),
  weight: quantity,
  volume: quantity,
  origin: place,
  portOfLoading: place,
  portOfDischarge: place,
  destination: place,
  eta: moment,
  etaBaseline: moment,
  etaBaselineKind: z.enum(['planned', 'first_estimate']).nullable(),
  arrived: moment,
  progress: z.array(z.strictObject({ step: z.enum(PROGRESS_STEPS), state: z.enum(['done', 'next', 'ahead']), moment })),
  lastMilestone: milestoneCodeSchema.nullable(),
  nextMilestone: milestoneCodeSchema.nullable(),
  references: z.array(referenceSchema),
});

export const shipmentList = listOperation({
  list: SHIPMENTS,
  id: 'listShipments',
  tag: 'Shipments',
  summary: 'Shipments, the one that we learned something of last first',
  name: 'Shipment',
  row,
  show: (shipment: ShipmentListItem) => shipment,
});

export const shipmentOne = oneOperation({
  id: 'getShipment',
  path: '/shipments/{id}',
  tag: 'Shipments',
  summary: 'One shipment with references, parties, legs in route order, containers and exceptions',
  name: 'ShipmentDetail',
  row: row.extend({
    references: z.array(rowOf(shipmentReferences, {})),
    parties: z.array(rowOf(shipmentParties, {})),
    legs: z.array(rowOf(legs, { origin: place, destination: place })),
    containers: z.array(rowOf(containers, {})),
    exceptions: z.array(
      rowOf(exceptions, {
        kind: z.enum(['hold', 'delay', 'alert']),
        code: milestoneCodeSchema,
        containerNumber: z.string().nullable().describe('The container that it is about; null for the shipment.'),
        occurredText: z.string().nullable().describe('When it was raised, as its source wrote it.'),
        place,
      }),
    ),
    purchaseOrders: z
      .array(
        z.strictObject({
          id: z.uuid(),
          number: z.string(),
          status: z.enum(ORDER_STATUSES),
          mustArriveOn: z.string().nullable(),
        }),
      )
      .describe('The orders that it carries: linked by their source, or by their number.'),
  }),
  show: (shipment: ShipmentDetail) => ({ ...shipment, references: shipment.references.map(shown) }),
});

export const shipmentTimeline = {
  kind: 'parts',
  id: 'getShipmentTimeline',
  path: '/shipments/{id}/timeline',
  tag: 'Shipments',
  summary: 'The milestones of a shipment that stand: planned, estimated and actual, with their three clocks',
  name: 'Milestone',
  row: timelineSchema,
  query: z.strictObject({ fields: fieldsOf(timelineSchema) }),
  show: (entry: TimelineEntry) => timelineEntry(entry),
} as const;
