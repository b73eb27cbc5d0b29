import { and, eq, type SQL } from 'drizzle-orm';
import type { Database } from '../client.ts';
import { documents } from '../schema/index.ts';
import { type Counts, countBy } from './facets.ts';
import { type LinkedShipment, type StepRow, shipmentsOf, stepsOf, withShipments } from './linked.ts';
import { type Listing, type ListPage, type Paging, readPage, type Sort } from './list.ts';
import { bytewise, matches, type RecordFilter } from './record-filters.ts';

export type DocumentRow = typeof documents.$inferSelect;
export type DocumentListItem = DocumentRow & { shipments: LinkedShipment[] };
export type DocumentDetail = DocumentListItem & { steps: StepRow[] };

export type DocumentFilter = RecordFilter & { type?: string | undefined };

/** How documents may be sorted. */
export const DOCUMENT_SORTS = {
  learnedAt: { by: documents.learnedAt, form: 'instant', first: 'desc', key: (row) => row.learnedAt },
  number: { by: bytewise(documents.searchable), form: 'text', first: 'asc', key: (row) => row.searchable },
  uploadedAt: {
    by: documents.uploadedAt,
    form: 'instant',
    nullable: true,
    first: 'desc',
    key: (row) => row.uploadedAt,
  },
} as const satisfies Record<string, Sort<DocumentRow>>;

/** Lists documents with their shipments, by default the one that we learned of last first. */
export async function listDocuments(
  db: Database,
  filter: DocumentFilter & Paging,
): Promise<ListPage<DocumentListItem>> {
  const listing: Listing<DocumentRow> = {
    id: documents.id,
    sorts: DOCUMENT_SORTS,
    sort: 'learnedAt',
    read: (where, order, limit) =>
      db
        .select()
        .from(documents)
        .where(where)
        .orderBy(...order)
        .limit(limit),
  };
  const page = await readPage(listing, conditions(db, filter), filter);
  return { ...page, data: await withShipments(db, page.data) };
}

/** Counts by `status` or `type` under the other filters. */
export function countDocumentsBy(db: Database, by: 'status' | 'type', filter: DocumentFilter = {}): Promise<Counts> {
  const where = conditions(db, { ...filter, [by]: undefined });
  return countBy(db, { table: documents, column: documents[by], where });
}

function conditions(db: Database, filter: DocumentFilter): SQL | undefined {
  return and(matches(db, 'document', documents, filter), filter.type ? eq(documents.type, filter.type) : undefined);
}

/** One document with what happened to it and its shipments, or null. */
export async function getDocument(db: Database, id: string): Promise<DocumentDetail | null> {
  const [row] = await db.select().from(documents).where(eq(documents.id, id));
  if (!row) return null;
  const [steps, shipments] = await Promise.all([stepsOf(db, id), shipmentsOf(db, id)]);
  return { ...row, steps, shipments };
}
