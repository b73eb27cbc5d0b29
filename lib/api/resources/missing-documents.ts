import { z } from 'zod';
import { type LackingShipment, MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { listOperation } from '#lib/api/operation.ts';
import { moment, place, referenceSchema } from '#lib/api/rows.ts';
import { ARRIVAL_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import { milestoneCodeSchema, stageSchema } from '#lib/model/schema.ts';

const missing = z.strictObject({
  key: z.enum(Object.keys(ARRIVAL_DOCUMENT_LABELS)),
  label: z.string(),
  by: milestoneCodeSchema.describe('The step by which it is due.'),
  state: z.enum(['missing', 'expected']).describe('`missing`: that step has happened. `expected`: it has not yet.'),
});

const row = z.strictObject({
  id: z.uuid().describe('The id of the shipment.'),
  provider: z.string().describe('The provider that reported it.'),
  externalId: z.string().describe("The provider's own id."),
  name: z.string().nullable(),
  customer: z.string().nullable(),
  mode: z.string().nullable(),
  status: stageSchema,
  origin: place,
  portOfLoading: place,
  portOfDischarge: place,
  destination: place,
  carrier: z.string().nullable(),
  vessel: z.string().nullable(),
  voyage: z.string().nullable(),
  eta: moment,
  etaBaseline: moment,
  etaBaselineKind: z.enum(['planned', 'first_estimate']).nullable(),
  learnedAt: z.iso.datetime().describe('When Fairlead last received data about it (UTC).'),
  references: z.array(referenceSchema),
  missing: z.array(missing).describe('The documents that it lacks for its arrival.'),
});

export const missingDocumentList = listOperation({
  list: MISSING_DOCUMENTS,
  id: 'listMissingDocuments',
  tag: 'Documents',
  summary:
    'Shipments that arrive within some days, or are overdue, and lack documents that are due by then, by ETA. Documents due after the ' +
    'arrival, like the delivery order, do not count',
  name: 'ShipmentWithMissingDocuments',
  row,
  show: ({ arrived: _, ...shipment }: LackingShipment) => shipment,
});
