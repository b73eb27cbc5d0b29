import { z } from 'zod';
import {
  SHIPMENT_SORTS,
  type ShipmentDetail,
  type ShipmentListItem,
  type TimelineEntry,
} from '#db/queries/shipments.ts';
import { containers, exceptions, legs, shipmentParties, shipmentReferences, shipments } from '#db/schema/index.ts';
import { fieldsOf, flag, listOperation, oneOperation, provider, words } from '#lib/api/operation.ts';
import { moment, place, quantity, referenceSchema, rowOf, shown } from '#lib/api/rows.ts';
import { timelineEntry } from '#lib/api/timeline.ts';
import { ORDER_STATUSES } from '#lib/model/record.ts';
import { MAX_REFERENCES, splitReferences } from '#lib/model/reference.ts';
import { milestoneCodeSchema, stageSchema, transportModeSchema } from '#lib/model/schema.ts';
import { PROGRESS_STEPS } from '#lib/model/shipment.ts';
import { SHIPMENT_VIEWS, type ShipmentView } from '#lib/model/shipment-view.ts';
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
  id: 'listShipments',
  path: '/shipments',
  tag: 'Shipments',
  summary: 'Shipments, the one that we learned something of last first',
  name: 'Shipment',
  row,
  sorts: SHIPMENT_SORTS,
  filter: {
    q: words(200, 'The beginning of any reference, without regard to case, spaces and punctuation.'),
    refs: z
      .string()
      .max(6_500)
      .transform(splitReferences)
      .optional()
      .describe(
        `Whole references with commas between them, ${MAX_REFERENCES} at most: shipments that have any of them.`,
      ),
    externalId: words(200, "The provider's own id of the shipment."),
    status: stageSchema.optional().describe('How far it has come.'),
    mode: transportModeSchema.optional().describe('Means of transport.'),
    trouble: flag('Only those with open exceptions.'),
    view: z
      .enum(Object.keys(SHIPMENT_VIEWS) as ShipmentView[])
      .optional()
      .describe('Only those that somebody has to do something about, as the tabs of the list.'),
    pol: unlocode('Port of loading, UN/LOCODE.'),
    pod: unlocode('Port of discharge, UN/LOCODE.'),
    provider,
  },
  show: (shipment: ShipmentListItem) => shipment,
});

function unlocode(description: string) {
  return z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/)
    .optional()
    .describe(description);
}

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
