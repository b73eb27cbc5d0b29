import { and, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { ARRIVAL_DOCUMENT_LABELS } from '#lib/model/checklist.ts';
import {
  type CheckedMilestone,
  checkShipment,
  type LackingDocument,
  lackingForArrival,
  REPORTED_DUE_STEPS,
} from '#lib/model/documents-due.ts';
import { provider, text } from '#lib/model/filter.ts';
import { transportModeSchema } from '#lib/model/schema.ts';
import type { Database } from '../client.ts';
import { milestones, shipments } from '../schema/index.ts';
import { ARRIVAL_DAYS, arrivesWithin, countLacking, lacksDocument } from './awaited-arrivals.ts';
import { declareList, rowsOf } from './declared-list.ts';
import { documentTypesOf } from './shipment-documents.ts';
import { referencesOf, shipmentConditions } from './shipments.ts';

type ShipmentRow = typeof shipments.$inferSelect;

const SHOWN = [
  'id',
  'provider',
  'externalId',
  'name',
  'customer',
  'mode',
  'status',
  'origin',
  'portOfLoading',
  'portOfDischarge',
  'destination',
  'carrier',
  'vessel',
  'voyage',
  'eta',
  'etaBaseline',
  'etaBaselineKind',
  'arrived',
  'learnedAt',
] as const satisfies readonly (keyof ShipmentRow)[];

/** A shipment that arrives next, and the documents that it lacks, in the order of the checklist. */
export type LackingShipment = Pick<ShipmentRow, (typeof SHOWN)[number]> & {
  references: { type: string; value: string }[];
  missing: LackingDocument[];
};

const filter = z.strictObject({
  q: text(200, 'A prefix of any reference of the shipment; case, spaces and punctuation are ignored.'),
  document: z.enum(Object.keys(ARRIVAL_DOCUMENT_LABELS)).optional().describe('Only shipments that lack this document.'),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(60)
    .optional()
    .describe(
      `Only shipments whose ETA is within this many days in UTC, today included, or has passed. Default: ${ARRIVAL_DAYS}.`,
    ),
  mode: transportModeSchema.optional().describe("The shipment's transport mode."),
  provider,
});

/** Shipments that arrive next and lack a document that is due by then. */
export const MISSING_DOCUMENTS = declareList({
  path: '/documents/missing',
  title: 'Missing documents',
  find: 'Reference',
  filter,
  sorts: { eta: { by: shipments.etaAt, form: 'instant', natural: 'asc', key: (row: ShipmentRow) => row.etaAt } },
  id: shipments.id,
  from: shipments,
  tabs: {
    special: Object.entries(ARRIVAL_DOCUMENT_LABELS).map(([key, label]) => ({ key, label, set: { document: key } })),
  },
  where: (db, { document, ...others }) => and(arrivals(db, others), lacksDocument(document)),
  countTabs: async (db, { document: _, ...others }) => ({ ...NONE, ...(await countLacking(db, arrivals(db, others))) }),
  rows: rowsOf(shipments),
  async items(db, rows): Promise<LackingShipment[]> {
    const ids = rows.map(({ id }) => id);
    const [references, filed, reported] = await Promise.all([
      referencesOf(db, ids),
      documentTypesOf(db, ids),
      reportedDueSteps(db, ids),
    ]);
    return rows.map((row) => {
      const { required } = checkShipment(row, reported.get(row.id) ?? [], filed.get(row.id) ?? []);
      const shown = Object.fromEntries(SHOWN.map((key) => [key, row[key]])) as Pick<
        ShipmentRow,
        (typeof SHOWN)[number]
      >;
      return { ...shown, references: references.get(row.id) ?? [], missing: lackingForArrival(required) };
    });
  },
});

const NONE = Object.fromEntries(Object.keys(ARRIVAL_DOCUMENT_LABELS).map((key) => [key, 0]));

function arrivals(db: Database, { days = ARRIVAL_DAYS, ...others }: Omit<z.output<typeof filter>, 'document'>) {
  return and(arrivesWithin(days), shipmentConditions(db, others));
}

/** The milestones of shipments on which due steps depend, by shipment. */
async function reportedDueSteps(db: Database, ids: readonly string[]): Promise<Map<string, CheckedMilestone[]>> {
  if (ids.length === 0) return new Map();
  const { shipmentId, code, classifier, standing, flag } = milestones;
  const rows = await db
    .select({ shipmentId, code, classifier, standing, flag })
    .from(milestones)
    .where(and(inArray(shipmentId, [...ids]), inArray(code, [...REPORTED_DUE_STEPS])));
  return Map.groupBy(rows, (row) => row.shipmentId);
}
