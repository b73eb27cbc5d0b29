import { and, eq, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { provider, shipment, text } from '#lib/model/filter.ts';
import { DOCUMENT_LABELS } from '#lib/model/labels.ts';
import { DOCUMENT_STATUSES } from '#lib/model/record.ts';
import type { Database } from '../client.ts';
import { documents } from '../schema/index.ts';
import { declareList, isEqual, rowsOf } from './declared-list.ts';
import { type LinkedShipment, type StepRow, shipmentsOf, stepsOf, withShipments } from './linked.ts';
import { isLinkedToParty, party } from './party-filters.ts';
import { bytewise, matches } from './record-filters.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type DocumentListItem = DocumentRow & { shipments: LinkedShipment[] };
export type DocumentDetail = DocumentListItem & { steps: StepRow[] };

/** Documents with their shipments. */
export const DOCUMENTS = declareList({
  path: '/documents',
  title: 'Documents',
  find: 'File name',
  filter: z.strictObject({
    q: text(200, 'A prefix of the file name.'),
    type: text(100, 'The document type used by the provider, such as `house_bill_of_lading` or `commercial_invoice`.'),
    status: z.enum(DOCUMENT_STATUSES).optional().describe('`present` or `archived`.'),
    provider,
    shipment,
    party,
  }),
  sorts: {
    learnedAt: { by: documents.learnedAt, form: 'instant', natural: 'desc', key: (row: DocumentRow) => row.learnedAt },
    number: { by: bytewise(documents.searchable), form: 'text', natural: 'asc', key: (row) => row.searchable },
    uploadedAt: {
      by: documents.uploadedAt,
      form: 'instant',
      nullable: true,
      natural: 'desc',
      key: (row) => row.uploadedAt,
    },
  },
  id: documents.id,
  from: documents,
  facets: { status: { column: documents.status }, type: { column: documents.type } },
  tabs: { by: 'status', labels: DOCUMENT_LABELS },
  where: (db, query): SQL | undefined =>
    and(
      matches(db, 'document', documents, query),
      isEqual(documents.type, query.type),
      isLinkedToParty(documents.id, query),
    ),
  rows: rowsOf(documents),
  items: (db, rows): Promise<DocumentListItem[]> => withShipments(db, rows),
});

/** One document with its steps and shipments, or null. */
export async function getDocument(db: Database, id: string): Promise<DocumentDetail | null> {
  const [row] = await db.select().from(documents).where(eq(documents.id, id));
  if (!row) return null;
  const [steps, shipments] = await Promise.all([stepsOf(db, id), shipmentsOf(db, id)]);
  return { ...row, steps, shipments };
}
