import { z } from 'zod';
import { SHIPMENTS, type ShipmentDetail, type ShipmentListItem, type TimelineEntry } from '#db/queries/shipments.ts';
import { containers, exceptions, legs, shipmentParties, shipmentReferences, shipments } from '#db/schema/index.ts';
import { fieldsOf, listOperation, oneOperation } from '#lib/api/operation.ts';
import { containerColumns, moment, place, quantity, referenceSchema, rowOf, shown } from '#lib/api/rows.ts';
import { timelineEntry } from '#lib/api/timeline.ts';
import { ORDER_STATUSES } from '#lib/model/record.ts';
import { milestoneCodeSchema, stageSchema } from '#lib/model/schema.ts';
import { PROGRESS_STEPS } from '#lib/model/shipment.ts';
import { timelineSchema } from './timeline.ts';

const row = rowOf(shipments, {
  status: stageSchema,
  statusReason: z.string().describe('The reason for this status, as a sentence.'),
  statusBasis: z
    .enum(['evidence', 'reported', 'conflict', 'none'])
    .describe(
      '`conflict`: a milestone proves more progress than the status reported by the provider; `statusReason` names both.',
    ),
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
  openExceptions: z
    .int()
    .describe(
      'How many exceptions of it and its invoices need attention, as the inbox counts them: `/exceptions?shipment=`.',
    ),
});

export const shipmentList = listOperation({
  list: SHIPMENTS,
  id: 'listShipments',
  tag: 'Shipments',
  summary: 'Shipments, most recently updated first',
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
    containers: z.array(rowOf(containers, containerColumns)),
    exceptions: z
      .array(
        rowOf(exceptions, {
          kind: z.enum(['hold', 'delay', 'alert']),
          code: milestoneCodeSchema,
          containerNumber: z.string().nullable().describe('The container concerned; null for the whole shipment.'),
          occurredText: z.string().nullable().describe('When it was raised, as written by the source.'),
          place,
        }),
      )
      .describe(
        'The holds, delays and alerts that its source reported. What needs attention is at `/exceptions?shipment=`.',
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
      .describe('The purchase orders on it, linked by the provider or by their number.'),
  }),
  show: (shipment: ShipmentDetail) => ({ ...shipment, references: shipment.references.map(shown) }),
});

export const shipmentTimeline = {
  kind: 'parts',
  id: 'getShipmentTimeline',
  path: '/shipments/{id}/timeline',
  tag: 'Shipments',
  summary:
    'The current milestones of a shipment: planned, estimated and actual, each with the times of occurrence, report and receipt',
  name: 'Milestone',
  row: timelineSchema,
  query: z.strictObject({ fields: fieldsOf(timelineSchema) }),
  show: (entry: TimelineEntry) => timelineEntry(entry),
} as const;
