import { z } from 'zod';
import { decodeCursor } from '#db/queries/paging.ts';
import type { ShipmentDetail, ShipmentListItem, TimelineEntry } from '#db/queries/shipments.ts';
import { containers, exceptions, legs, shipmentParties, shipmentReferences, shipments } from '#db/schema/index.ts';
import { milestoneCodeSchema, stageSchema, transportModeSchema } from '#lib/model/schema.ts';
import { PROGRESS_STEPS } from '#lib/model/shipment.ts';
import { fieldsOf, format, NOT_OURS, oneOperation, pageParts, provider, words } from '../operation.ts';
import { moment, place, quantity, referenceSchema, rowOf, shown } from '../rows.ts';
import { timelineEntry } from '../timeline.ts';
import { timelineSchema } from './timeline.ts';

const row = rowOf(shipments, {
  status: stageSchema,
  statusReason: z.string().describe('Why it has this status, in words.'),
  statusBasis: z.enum(['evidence', 'reported', 'none']),
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

const isOurs = ({ cursor }: { cursor?: string | undefined }) =>
  cursor === undefined || decodeCursor(cursor, 'shipments') !== null;

export const shipmentList = {
  kind: 'list',
  id: 'listShipments',
  path: '/shipments',
  tag: 'Shipments',
  summary: 'Shipments, the one that we learned something of last first',
  name: 'Shipment',
  row,
  query: z
    .strictObject({
      q: words(200, 'The beginning of any reference, without regard to case, spaces and punctuation.'),
      externalId: words(200, "The provider's own id of the shipment."),
      status: stageSchema.optional().describe('How far it has come.'),
      mode: transportModeSchema.optional().describe('Means of transport.'),
      provider,
      ...pageParts,
      fields: fieldsOf(row),
      format,
    })
    .refine(isOurs, NOT_OURS),
  show: (shipment: ShipmentListItem) => shipment,
} as const;

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
    exceptions: z.array(rowOf(exceptions, { kind: z.enum(['hold', 'delay', 'alert']), code: milestoneCodeSchema })),
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
